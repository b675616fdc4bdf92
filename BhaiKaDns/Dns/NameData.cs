namespace BhaiKaDns.Dns;

/// <summary>RDATA that is one name: CNAME, NS, PTR, DNAME (RFC 1035, section 3.3).</summary>
internal static class NameData
{
    /// <param name="name">Receives the name in lower-case wire form; at least <see cref="DomainName.MaxLength"/> octets.</param>
    public static ParseError Read(ReadOnlySpan<byte> message, in RecordView record, Span<byte> name, out int length)
    {
        int at = record.DataOffset;
        ParseError error = DomainNameReader.Read(message[..record.End], ref at, name, out length);
        return error != ParseError.None ? error : at == record.End ? ParseError.None : ParseError.BadRecordData;
    }
}
