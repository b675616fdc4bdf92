namespace BhaiKaDns.Dns;

/// <summary>RDATA with its names written in full, so that it means the same in any message.</summary>
internal static class PlainRecordData
{
    /// <summary>False if the RDATA is malformed or <paramref name="data"/> too short.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> message, in RecordView record, Span<byte> data, out int length)
    {
        length = 0;
        RecordDataLayout layout = RecordDataLayout.Of(record.Type);
        ReadOnlySpan<byte> source = message.Slice(record.DataOffset, record.DataLength);
        int prefix = layout.IsOpaque ? source.Length : layout.PrefixOf(source);
        if (prefix < 0 || !source[..prefix].TryCopyTo(data))
        {
            return false;
        }

        length = prefix;
        int at = record.DataOffset + prefix;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        for (int index = 0; index < layout.Names; index++)
        {
            if (DomainNameReader.ReadKeepingCase(message[..record.End], ref at, name, out int nameLength) is not ParseError.None
                || !name[..nameLength].TryCopyTo(data[length..]))
            {
                return false;
            }

            length += nameLength;
        }

        if (!message[at..record.End].TryCopyTo(data[length..]))
        {
            return false;
        }

        length += record.End - at;
        return true;
    }
}
