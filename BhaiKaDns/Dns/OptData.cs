namespace BhaiKaDns.Dns;

/// <summary>The fixed fields of an OPT record, which stand where others keep CLASS and TTL (RFC 6891, section 6.1.3).</summary>
internal readonly record struct OptData(ushort UdpPayloadSize, byte UpperResponseCode, byte Version, bool DnssecOk)
{
    private const int RootOwnerRecordLength = 11;

    /// <summary>Reads an OPT record; its owner must be the root, and in version 0 its options must be whole.</summary>
    public static ParseError Read(ReadOnlySpan<byte> message, in RecordView record, out OptData opt)
    {
        opt = new OptData((ushort)record.Class, (byte)(record.Ttl >> 24), (byte)(record.Ttl >> 16), (record.Ttl & 0x8000) != 0);
        if (record.DataOffset - record.OwnerOffset != RootOwnerRecordLength)
        {
            return ParseError.BadOpt;
        }

        EdnsOptionReader options = new(message.Slice(record.DataOffset, record.DataLength));
        while (opt.Version == 0 && options.Read(out _, out _))
        {
        }

        return options.Error;
    }
}
