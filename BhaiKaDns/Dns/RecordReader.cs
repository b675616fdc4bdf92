using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Walks over resource records. No octets make it throw; after an error it stays where it was.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> message, int offset)
{
    private const int FixedLength = 10;

    private readonly ReadOnlySpan<byte> _message = message;

    /// <summary>Where the next record begins.</summary>
    public int Offset { get; private set; } = offset;

    /// <summary>Reads the record at <see cref="Offset"/> and moves behind it.</summary>
    public ParseError Read(out RecordView record)
    {
        record = default;
        int at = Offset;
        ParseError error = DomainNameReader.Skip(_message, ref at);
        if (error != ParseError.None)
        {
            return error;
        }

        if (at + FixedLength > _message.Length)
        {
            return ParseError.Truncated;
        }

        ReadOnlySpan<byte> fields = _message.Slice(at, FixedLength);
        int dataLength = BinaryPrimitives.ReadUInt16BigEndian(fields[8..]);
        if (at + FixedLength + dataLength > _message.Length)
        {
            return ParseError.Truncated;
        }

        record = new RecordView
        {
            OwnerOffset = Offset,
            Type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(fields),
            Class = (RecordClass)BinaryPrimitives.ReadUInt16BigEndian(fields[2..]),
            Ttl = BinaryPrimitives.ReadUInt32BigEndian(fields[4..]),
            TtlOffset = at + 4,
            DataOffset = at + FixedLength,
            DataLength = dataLength,
        };
        Offset = record.End;
        return ParseError.None;
    }
}

/// <summary>One resource record as it stands in a message; every RDATA is opaque here (RFC 3597).</summary>
internal readonly ref struct RecordView
{
    public required int OwnerOffset { get; init; }
    public required RecordType Type { get; init; }
    public required RecordClass Class { get; init; }
    public required uint Ttl { get; init; }

    /// <summary>Where the four octets of the TTL begin.</summary>
    public required int TtlOffset { get; init; }
    public required int DataOffset { get; init; }
    public required int DataLength { get; init; }

    /// <summary>Behind the record's last octet.</summary>
    public int End => DataOffset + DataLength;
}
