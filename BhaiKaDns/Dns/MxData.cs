using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of an MX record (RFC 1035, section 3.3.9), its name aside.</summary>
internal readonly record struct MxData(ushort Preference)
{
    private const int PreferenceLength = 2;

    /// <param name="exchange">Receives the mail exchanger in lower-case wire form; at least <see cref="DomainName.MaxLength"/> octets.</param>
    public static ParseError Read(ReadOnlySpan<byte> message, in RecordView record, Span<byte> exchange, out int length, out MxData mx)
    {
        mx = default;
        length = 0;
        if (record.DataLength < PreferenceLength)
        {
            return ParseError.BadRecordData;
        }

        int at = record.DataOffset + PreferenceLength;
        ParseError error = DomainNameReader.Read(message[..record.End], ref at, exchange, out length);
        mx = new MxData(BinaryPrimitives.ReadUInt16BigEndian(message[record.DataOffset..]));
        return error != ParseError.None ? error : at == record.End ? ParseError.None : ParseError.BadRecordData;
    }
}
