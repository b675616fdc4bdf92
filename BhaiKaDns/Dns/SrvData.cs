using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of an SRV record (RFC 2782), its name aside.</summary>
internal readonly record struct SrvData(ushort Priority, ushort Weight, ushort Port)
{
    private const int NumbersLength = 6;

    /// <param name="target">Receives the server's name in lower-case wire form; at least <see cref="DomainName.MaxLength"/> octets.</param>
    public static ParseError Read(ReadOnlySpan<byte> message, in RecordView record, Span<byte> target, out int length, out SrvData srv)
    {
        srv = default;
        length = 0;
        if (record.DataLength < NumbersLength)
        {
            return ParseError.BadRecordData;
        }

        ReadOnlySpan<byte> data = message.Slice(record.DataOffset, record.DataLength);
        srv = new SrvData(BinaryPrimitives.ReadUInt16BigEndian(data), BinaryPrimitives.ReadUInt16BigEndian(data[2..]), BinaryPrimitives.ReadUInt16BigEndian(data[4..]));
        int at = record.DataOffset + NumbersLength;
        ParseError error = DomainNameReader.Read(message[..record.End], ref at, target, out length);
        return error != ParseError.None ? error : at == record.End ? ParseError.None : ParseError.BadRecordData;
    }
}
