using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Analytics;

/// <summary>
/// A bucket as octets: mark, length, time, checksum (XXH3 over all that follows it and what stands before), then numbers in as few
/// octets as they need. No octets make reading throw.
/// </summary>
internal static class HistoryRecord
{
    public const int HeaderLength = 24;

    /// <summary>Most octets of a record, header included; beyond that a length is damage.</summary>
    public const int MaxLength = 256 * 1024;

    private const uint Mark = 0x31424842;
    private const int ChecksumAt = 16;

    /// <summary>What every record begins with: what is searched for behind a damaged one.</summary>
    public static ReadOnlySpan<byte> MarkOctets => "BHB1"u8;

    public static byte[] Write(HistoryBucket bucket)
    {
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(new byte[HeaderLength]);
            Write(writer, bucket);
        }

        byte[] octets = stream.ToArray();
        MemoryMarshal.Write(octets, Mark);
        MemoryMarshal.Write(octets.AsSpan(4), octets.Length);
        MemoryMarshal.Write(octets.AsSpan(8), bucket.StartMs);
        MemoryMarshal.Write(octets.AsSpan(ChecksumAt), Checksum(octets));
        return octets;
    }

    /// <summary>Whether a whole record stands at the beginning of these octets.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> octets, out int length, out long startMs)
    {
        length = 0;
        startMs = 0;
        if (octets.Length < HeaderLength || MemoryMarshal.Read<uint>(octets) != Mark)
        {
            return false;
        }

        length = MemoryMarshal.Read<int>(octets[4..]);
        startMs = MemoryMarshal.Read<long>(octets[8..]);
        return length is >= HeaderLength and <= MaxLength
            && length <= octets.Length
            && MemoryMarshal.Read<ulong>(octets[ChecksumAt..]) == Checksum(octets[..length]);
    }

    /// <summary>Null if these octets are no whole record.</summary>
    public static HistoryBucket? Read(byte[] octets)
    {
        if (!IsWhole(octets, out int length, out long startMs))
        {
            return null;
        }

        try
        {
            using BinaryReader reader = new(new MemoryStream(octets, HeaderLength, length - HeaderLength), Encoding.UTF8);
            return Read(reader, startMs);
        }
        catch (Exception damage) when (damage is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static ulong Checksum(ReadOnlySpan<byte> octets)
    {
        XxHash3 hash = new();
        hash.Append(octets[..ChecksumAt]);
        hash.Append(octets[HeaderLength..]);
        return hash.GetCurrentHashAsUInt64();
    }

    private static void Write(BinaryWriter writer, HistoryBucket bucket)
    {
        Write(writer, bucket.Totals);
        Write(writer, bucket.Others);
        WriteAll(writer, bucket.Latency, writer.Write7BitEncodedInt64);
        Span<byte> address = stackalloc byte[ClientAddress.Length];
        writer.Write7BitEncodedInt(bucket.Clients.Count);
        foreach (ClientHistory client in bucket.Clients)
        {
            client.Client.Write(address);
            writer.Write(address);
            Write(writer, client.Counts);
        }

        WriteAll(writer, bucket.Reasons, key => Write(writer, key));
        WriteAll(writer, bucket.Lists, key => Write(writer, key));
        WriteAll(writer, bucket.Upstreams, upstream =>
        {
            writer.Write(upstream.Address);
            writer.Write7BitEncodedInt64(upstream.Answers);
            writer.Write7BitEncodedInt64(upstream.ElapsedMicroseconds);
        });
        WriteAll(writer, bucket.Names, name => Write(writer, name));
        WriteAll(writer, bucket.Blocked, name => Write(writer, name));
    }

    private static HistoryBucket Read(BinaryReader reader, long startMs) => new(startMs)
    {
        Totals = ReadCounts(reader),
        Others = ReadCounts(reader),
        Latency = ReadAll(reader, LatencyScale.Steps, reader.Read7BitEncodedInt64),
        Clients = ReadAll(reader, HistoryBucket.MaxClients, () => new ClientHistory(ReadAddress(reader), ReadCounts(reader))),
        Reasons = ReadAll(reader, ushort.MaxValue, () => ReadKey(reader)),
        Lists = ReadAll(reader, ushort.MaxValue, () => ReadKey(reader)),
        Upstreams = ReadAll(reader, ushort.MaxValue, () => new UpstreamHistory(reader.ReadString(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64())),
        Names = ReadAll(reader, HistoryBucket.MaxNames, () => ReadName(reader)),
        Blocked = ReadAll(reader, HistoryBucket.MaxNames, () => ReadName(reader)),
    };

    private static void WriteAll<TItem>(BinaryWriter writer, IReadOnlyList<TItem> items, Action<TItem> write)
    {
        writer.Write7BitEncodedInt(items.Count);
        foreach (TItem item in items)
        {
            write(item);
        }
    }

    private static TItem[] ReadAll<TItem>(BinaryReader reader, int most, Func<TItem> read)
    {
        int count = reader.Read7BitEncodedInt();
        if (count < 0 || count > most)
        {
            throw new FormatException("More elements than there can be.");
        }

        List<TItem> items = [];
        while (items.Count < count)
        {
            items.Add(read());
        }

        return [.. items];
    }

    private static void Write(BinaryWriter writer, HistoryCounts counts)
    {
        writer.Write7BitEncodedInt64(counts.Queries);
        writer.Write7BitEncodedInt64(counts.Blocked);
        writer.Write7BitEncodedInt64(counts.Cached);
        writer.Write7BitEncodedInt64(counts.Forwarded);
        writer.Write7BitEncodedInt64(counts.Failed);
        writer.Write7BitEncodedInt64(counts.Refused);
        writer.Write7BitEncodedInt64(counts.ElapsedMicroseconds);
    }

    // Evaluated from left to right, as it was written.
    private static HistoryCounts ReadCounts(BinaryReader reader) => new(
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64(),
        reader.Read7BitEncodedInt64());

    private static ClientAddress ReadAddress(BinaryReader reader)
    {
        Span<byte> octets = stackalloc byte[ClientAddress.Length];
        reader.BaseStream.ReadExactly(octets);
        return ClientAddress.FromIPv6(octets);
    }

    private static void Write(BinaryWriter writer, KeyCount key)
    {
        writer.Write(key.Key);
        writer.Write7BitEncodedInt64(key.Count);
    }

    private static KeyCount ReadKey(BinaryReader reader) => new(reader.ReadUInt16(), reader.Read7BitEncodedInt64());

    private static void Write(BinaryWriter writer, NameCount name)
    {
        writer.Write(name.Name);
        writer.Write7BitEncodedInt64(name.Count);
        writer.Write7BitEncodedInt64(name.MaxError);
    }

    private static NameCount ReadName(BinaryReader reader) => new(reader.ReadString(), reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
}
