using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Events;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>Gathers rows into one block in memory. One thread only; adding allocates nothing.</summary>
internal sealed class BlockBuilder(PrivacyLevel privacy)
{
    private const int MaxClients = 1024;
    private const int SlotCount = 2 * MaxClients;

    private readonly byte[] _block = GC.AllocateUninitializedArray<byte>(BlockHeader.MaxBlockLength);
    private readonly ClientAddress[] _clients = new ClientAddress[MaxClients];

    // Place in _clients plus one; zero is a free slot.
    private readonly ushort[] _slots = new ushort[SlotCount];
    private BlockHeader _header;
    private int _at = BlockHeader.Size;
    private ClientAddress _lastClient;
    private int _lastClientIndex = -1;

    public int RowCount => _header.RowCount;

    /// <summary>Appends a row; false, and nothing has changed, when the block must be written first.</summary>
    public bool TryAdd(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found)
    {
        // The stricter of the home's wish and the group's.
        PrivacyLevel kept = query.Privacy > privacy ? query.Privacy : privacy;
        bool keepsNames = kept <= PrivacyLevel.NoClients;
        int nameLength = keepsNames ? name.Length : 0;
        int foundLength = keepsNames && found.Length > 0 ? found.Length + 1 : 0;
        int clients = (_header.ClientCount + 1) * ClientAddress.Length;
        if (_at + RowHeader.Size + nameLength + foundLength + clients > BlockHeader.MaxBlockLength)
        {
            return false;
        }

        if (_header.RowCount == 0)
        {
            _header.BaseTimeMs = query.UnixTimeMs;
        }

        // A clock that was set by more than 24 days begins a new block.
        long delta = query.UnixTimeMs - _header.BaseTimeMs;
        if (delta != (int)delta || !TryFindClient(query.Client, kept is PrivacyLevel.Full, out int client))
        {
            return false;
        }

        ref byte row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_block), _at);
        Unsafe.WriteUnaligned(ref row, new RowHeader
        {
            DeltaMs = (int)delta,
            ElapsedMicroseconds = query.ElapsedMicroseconds,
            Type = query.Type,
            ListId = query.ListId,
            ResponseCode = query.ResponseCode,
            Client = (ushort)client,
            Decision = query.Decision,
            Reason = query.Reason,
            SourceBits = (byte)((byte)query.Source | (foundLength > 0 ? RowHeader.FoundBit : 0)),
            Protocol = query.Protocol,
            Upstream = query.Upstream,
            NameLength = (byte)nameLength,
        });
        name[..nameLength].CopyTo(_block.AsSpan(_at + RowHeader.Size));
        _at += RowHeader.Size + nameLength;
        if (foundLength > 0)
        {
            _block[_at] = (byte)found.Length;
            found.CopyTo(_block.AsSpan(_at + 1));
            _at += foundLength;
        }

        _header.RowCount++;
        _header.MinDeltaMs = Math.Min(_header.MinDeltaMs, (int)delta);
        _header.MaxDeltaMs = Math.Max(_header.MaxDeltaMs, (int)delta);
        return true;
    }

    /// <summary>The finished block, ready to be written; valid until <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Seal()
    {
        int end = _at;
        foreach (ClientAddress client in _clients.AsSpan(0, _header.ClientCount))
        {
            client.Write(_block.AsSpan(end));
            end += ClientAddress.Length;
        }

        _header.Length = end;
        _header.Seal(_block);
        return _block.AsSpan(0, end);
    }

    public void Clear()
    {
        _header = default;
        _at = BlockHeader.Size;
        _lastClientIndex = -1;
        Array.Clear(_slots);
    }

    private bool TryFindClient(ClientAddress client, bool isKept, out int index)
    {
        if (!isKept)
        {
            index = RowHeader.NoClient;
            return true;
        }

        // A device asks in bursts: the same client as in the row before is the common case.
        if (_lastClientIndex >= 0 && client == _lastClient)
        {
            index = _lastClientIndex;
            return true;
        }

        int slot = (int)SeededHash.Combine(client.Low ^ SeededHash.ProcessSeed, client.High) & (SlotCount - 1);
        while (_slots[slot] != 0 && _clients[_slots[slot] - 1] != client)
        {
            slot = (slot + 1) & (SlotCount - 1);
        }

        if (_slots[slot] == 0)
        {
            if (_header.ClientCount == MaxClients)
            {
                index = 0;
                return false;
            }

            _clients[_header.ClientCount] = client;
            _slots[slot] = (ushort)++_header.ClientCount;
        }

        index = _slots[slot] - 1;
        _lastClient = client;
        _lastClientIndex = index;
        return true;
    }
}
