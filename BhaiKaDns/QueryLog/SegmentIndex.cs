using System.IO.Hashing;
using System.Runtime.InteropServices;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>
/// What a closed segment holds, so that a search can pass it over: times, clients, names. Kept in a file beside the segment;
/// it can always be made again from it.
/// </summary>
internal sealed class SegmentIndex
{
    private const int MaxClients = 1024;
    private const ulong Magic = 0x31584449_51444B42;
    private const int FixedLength = 48;

    private readonly HashSet<ClientAddress> _clients;
    private readonly SuffixFilter _names;
    private bool _isEveryClient;

    private SegmentIndex(HashSet<ClientAddress> clients, SuffixFilter names)
    {
        _clients = clients;
        _names = names;
    }

    public long Rows { get; private set; }

    public long MinTimeMs { get; private set; } = long.MaxValue;

    public long MaxTimeMs { get; private set; } = long.MinValue;

    /// <summary>Octets of the segment when the index was made: one that has grown since needs another.</summary>
    public int SegmentLength { get; private init; }

    /// <summary>Makes the index of a segment from its octets.</summary>
    public static SegmentIndex Build(ReadOnlySpan<byte> segment)
    {
        var index = new SegmentIndex([], new SuffixFilter()) { SegmentLength = segment.Length };

        // Hashes of names seen just now: homes ask for the same names over and over.
        ulong[] recent = new ulong[4096];
        int[] rows = new int[BlockReader.MaxRows];
        var scanner = new SegmentScanner(segment);
        while (scanner.TryNext(out int offset, out BlockHeader header))
        {
            index.MinTimeMs = Math.Min(index.MinTimeMs, header.MinTimeMs);
            index.MaxTimeMs = Math.Max(index.MaxTimeMs, header.MaxTimeMs);
            var block = new BlockReader(segment[offset..], header);
            index.AddClients(block, header);
            int count = block.FindRows(rows);
            index.Rows += count;
            foreach (int row in rows.AsSpan(0, count))
            {
                RowHeader fields = block.Read(row, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> found);
                if (!found.IsEmpty && !fields.IsFoundAddress)
                {
                    index._names.Add(found);
                }

                ulong hash = XxHash3.HashToUInt64(name);
                ref ulong seen = ref recent[hash & 4095];
                if (seen != hash)
                {
                    seen = hash;
                    index._names.Add(name);
                }
            }
        }

        index._names.Fold();
        return index;
    }

    /// <summary>Reads the index of a segment; null when there is none, it is not whole, or the segment has changed since.</summary>
    public static SegmentIndex? Load(string folder, long number)
    {
        try
        {
            SegmentIndex? index = Parse(File.ReadAllBytes(SegmentName.Index(folder, number)));
            return index?.SegmentLength == new FileInfo(SegmentName.Segment(folder, number)).Length ? index : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the index so that it is there wholly or not at all.</summary>
    public void Save(string folder, long number)
    {
        string path = SegmentName.Index(folder, number);
        ReadOnlySpan<byte> names = MemoryMarshal.AsBytes(_names.Words);
        byte[] octets = new byte[FixedLength + (_clients.Count * ClientAddress.Length) + names.Length + sizeof(ulong)];
        Span<byte> rest = octets;
        MemoryMarshal.Write(rest, Magic);
        MemoryMarshal.Write(rest[8..], Rows);
        MemoryMarshal.Write(rest[16..], MinTimeMs);
        MemoryMarshal.Write(rest[24..], MaxTimeMs);
        MemoryMarshal.Write(rest[32..], _clients.Count);
        MemoryMarshal.Write(rest[36..], names.Length);
        MemoryMarshal.Write(rest[40..], _isEveryClient ? 1 : 0);
        MemoryMarshal.Write(rest[44..], SegmentLength);
        rest = rest[FixedLength..];
        foreach (ClientAddress client in _clients)
        {
            client.Write(rest);
            rest = rest[ClientAddress.Length..];
        }

        names.CopyTo(rest);
        MemoryMarshal.Write(rest[names.Length..], XxHash3.HashToUInt64(octets.AsSpan(0, octets.Length - sizeof(ulong))));
        string draft = path + ".new";
        using (FileStream file = PrivateFile.Open(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(octets);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>False when no row of the segment can pass the filter.</summary>
    public bool MayMatch(QueryLogFilter filter) =>
        filter.MayMatch(MinTimeMs, MaxTimeMs)
        && (filter.Client is not { } client || _isEveryClient || _clients.Contains(client))
        && (filter.Name is not { } name || name.MayBeIn(_names))
        && filter.Search.MayBeIn(_isEveryClient ? null : _clients, _names);

    private static SegmentIndex? Parse(ReadOnlySpan<byte> octets)
    {
        int end = octets.Length - sizeof(ulong);
        if (end < FixedLength
            || MemoryMarshal.Read<ulong>(octets) != Magic
            || MemoryMarshal.Read<ulong>(octets[end..]) != XxHash3.HashToUInt64(octets[..end]))
        {
            return null;
        }

        int clientCount = MemoryMarshal.Read<int>(octets[32..]);
        int namesLength = MemoryMarshal.Read<int>(octets[36..]);
        if ((uint)clientCount > MaxClients || namesLength <= 0 || !int.IsPow2(namesLength)
            || FixedLength + (clientCount * ClientAddress.Length) + namesLength != end)
        {
            return null;
        }

        HashSet<ClientAddress> clients = new(clientCount);
        ReadOnlySpan<byte> rest = octets[FixedLength..];
        for (int at = 0; at < clientCount; at++)
        {
            clients.Add(ClientAddress.FromIPv6(rest));
            rest = rest[ClientAddress.Length..];
        }

        ulong[] words = MemoryMarshal.Cast<byte, ulong>(rest[..namesLength]).ToArray();
        return new SegmentIndex(clients, new SuffixFilter(words))
        {
            Rows = MemoryMarshal.Read<long>(octets[8..]),
            MinTimeMs = MemoryMarshal.Read<long>(octets[16..]),
            MaxTimeMs = MemoryMarshal.Read<long>(octets[24..]),
            _isEveryClient = MemoryMarshal.Read<int>(octets[40..]) != 0,
            SegmentLength = MemoryMarshal.Read<int>(octets[44..]),
        };
    }

    private void AddClients(BlockReader block, BlockHeader header)
    {
        for (int at = 0; at < header.ClientCount && !_isEveryClient; at++)
        {
            _clients.Add(block.Client(at)!.Value);
            if (_clients.Count > MaxClients)
            {
                _isEveryClient = true;
                _clients.Clear();
            }
        }
    }
}
