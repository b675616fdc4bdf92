using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>RDATA of an SOA record (RFC 1035, section 3.3.13). Times are in seconds.</summary>
internal readonly record struct SoaData(uint Serial, uint Refresh, uint Retry, uint Expire, uint Minimum)
{
    private const int NumbersLength = 20;

    /// <summary>Reads the numbers; the names before them are checked and passed over.</summary>
    public static ParseError Read(ReadOnlySpan<byte> message, in RecordView record, out SoaData soa)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        return Read(message, record, name, out _, name, out _, out soa);
    }

    /// <summary>Reads everything; the names in lower-case wire form, each into <see cref="DomainName.MaxLength"/> octets.</summary>
    /// <param name="primary">MNAME, the zone's primary server.</param>
    /// <param name="mailbox">RNAME, the mailbox of who keeps the zone.</param>
    public static ParseError Read(
        ReadOnlySpan<byte> message, in RecordView record, Span<byte> primary, out int primaryLength, Span<byte> mailbox, out int mailboxLength, out SoaData soa)
    {
        soa = default;
        mailboxLength = 0;
        ReadOnlySpan<byte> within = message[..record.End];
        int at = record.DataOffset;
        ParseError error = DomainNameReader.Read(within, ref at, primary, out primaryLength);
        if (error == ParseError.None)
        {
            error = DomainNameReader.Read(within, ref at, mailbox, out mailboxLength);
        }

        if (error != ParseError.None)
        {
            return error;
        }

        if (record.End - at != NumbersLength)
        {
            return ParseError.BadRecordData;
        }

        soa = new SoaData(Number(within[at..]), Number(within[(at + 4)..]), Number(within[(at + 8)..]), Number(within[(at + 12)..]), Number(within[(at + 16)..]));
        return ParseError.None;
    }

    private static uint Number(ReadOnlySpan<byte> octets) => BinaryPrimitives.ReadUInt32BigEndian(octets);
}
