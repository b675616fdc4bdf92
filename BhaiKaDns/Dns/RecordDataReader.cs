namespace BhaiKaDns.Dns;

/// <summary>Checks the inside of RDATA for the types whose inside this server reads or rewrites.</summary>
internal static class RecordDataReader
{
    /// <summary>Whether the RDATA is what its type demands; unknown and opaque types always are (RFC 3597).</summary>
    public static ParseError Check(ReadOnlySpan<byte> message, in RecordView record)
    {
        switch (record.Type)
        {
            case RecordType.A when record.Class == RecordClass.Internet:
                return record.DataLength == AddressData.IPv4Length ? ParseError.None : ParseError.BadRecordData;
            case RecordType.Aaaa when record.Class == RecordClass.Internet:
                return record.DataLength == AddressData.IPv6Length ? ParseError.None : ParseError.BadRecordData;
            case RecordType.Txt:
                return CharacterStringReader.AreWhole(message.Slice(record.DataOffset, record.DataLength)) ? ParseError.None : ParseError.BadRecordData;
            default:
                return CheckNames(message, record);
        }
    }

    private static ParseError CheckNames(ReadOnlySpan<byte> message, in RecordView record)
    {
        RecordDataLayout layout = RecordDataLayout.Of(record.Type);
        if (layout.IsOpaque)
        {
            return ParseError.None;
        }

        ReadOnlySpan<byte> within = message[..record.End];
        int prefix = layout.PrefixOf(within[record.DataOffset..]);
        if (prefix < 0)
        {
            return ParseError.BadRecordData;
        }

        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        int at = record.DataOffset + prefix;
        for (int names = 0; names < layout.Names; names++)
        {
            ParseError error = DomainNameReader.ReadKeepingCase(within, ref at, name, out _);
            if (error != ParseError.None)
            {
                return error == ParseError.Truncated ? ParseError.BadRecordData : error;
            }
        }

        return layout.Suffix == RecordDataLayout.Varies || record.End - at == layout.Suffix ? ParseError.None : ParseError.BadRecordData;
    }
}
