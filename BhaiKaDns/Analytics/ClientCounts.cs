using BhaiKaDns.Collections;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>
/// Queries of each client, exact for the first <see cref="Capacity"/> of them; later ones are not told apart any more. A home
/// never gets there, and strangers, who could, are refused and not counted here. One thread; counting allocates nothing.
/// </summary>
internal sealed class ClientCounts
{
    public const int Capacity = 4096;

    private const int SlotMask = (2 * Capacity) - 1;

    private readonly (ClientAddress Client, long Count)[] _slots = new (ClientAddress, long)[SlotMask + 1];

    /// <summary>Different clients seen; stops at <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    public void Add(ClientAddress client)
    {
        int slot = (int)SeededHash.Combine(client.Low ^ SeededHash.ProcessSeed, client.High) & SlotMask;
        while (true)
        {
            ref (ClientAddress Client, long Count) place = ref _slots[slot];
            if (place.Count == 0)
            {
                if (Count == Capacity)
                {
                    return;
                }

                Count++;
                place = (client, 1);
                return;
            }

            if (place.Client == client)
            {
                place.Count++;
                return;
            }

            slot = (slot + 1) & SlotMask;
        }
    }

    public List<ClientCount> Top(int count) =>
    [
        .. _slots.Where(slot => slot.Count > 0).OrderByDescending(slot => slot.Count).Take(count).Select(slot => new ClientCount(slot.Client, slot.Count)),
    ];
}
