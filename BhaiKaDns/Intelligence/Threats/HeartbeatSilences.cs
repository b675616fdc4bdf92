using BhaiKaDns.Collections;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// What people do not want to hear of again: a name for all devices, all names of a device, or a name of a device. Never changes; made
/// anew from what is stored when a person adds one. A silenced name silences what is below it too.
/// </summary>
internal sealed class HeartbeatSilences
{
    private const ulong Seed = 0x6265_6174_0000_0002;

    private readonly HashSet<ulong> _hashes = [];

    /// <param name="silences">Of each one or both: the device and the name in lower-case wire form.</param>
    public HeartbeatSilences(IEnumerable<(ClientAddress? Client, ReadOnlyMemory<byte>? Name)> silences)
    {
        foreach ((ClientAddress? client, ReadOnlyMemory<byte>? name) in silences)
        {
            if (client is not null || name is not null)
            {
                _hashes.Add(HashOf(client.GetValueOrDefault(), client is not null, name is { } known ? known.Span : default));
            }
        }
    }

    public static HeartbeatSilences None { get; } = new([]);

    public bool Covers(in ClientAddress client, ReadOnlySpan<byte> name)
    {
        if (_hashes.Count == 0)
        {
            return false;
        }

        if (_hashes.Contains(HashOf(client, isDevice: true, default)))
        {
            return true;
        }

        for (int at = 0; at < name.Length && name[at] != 0; at += name[at] + 1)
        {
            if (_hashes.Contains(HashOf(default, isDevice: false, name[at..])) || _hashes.Contains(HashOf(client, isDevice: true, name[at..])))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong HashOf(ClientAddress client, bool isDevice, ReadOnlySpan<byte> name)
    {
        ulong hash = SeededHash.Compute(name, Seed);
        return isDevice ? SeededHash.Combine(SeededHash.Combine(SeededHash.Combine(hash, 1), client.High), client.Low) : hash;
    }
}
