using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>
/// Walks over all records behind the question, so that whoever stores or rewrites the answer meets no surprise: every owner name can
/// be followed, names in RDATA that may be compressed (RFC 3597, section 4) too, and addresses have their length.
/// </summary>
internal static class AnswerSections
{
    private const int SoaNumbersLength = 20;
    private const int MaxRecords = 4096;

    /// <param name="code">Its lower bits on entry; the upper ones are added from the OPT record (RFC 6891, section 6.1.3).</param>
    /// <param name="length">End of the last section; octets behind it are nobody's.</param>
    public static bool TryWalk(ReadOnlySpan<byte> message, int offset, ref ResponseCode code, out int length)
    {
        int beforeAdditional = MessageHeader.AnswerCount(message) + MessageHeader.AuthorityCount(message);
        int count = beforeAdditional + MessageHeader.AdditionalCount(message);
        length = 0;
        if (count > MaxRecords)
        {
            return false;
        }

        RecordReader records = new(message, offset);
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        bool hasOpt = false;
        for (int index = 0; index < count; index++)
        {
            if (records.Read(out RecordView record) != ParseError.None)
            {
                return false;
            }

            int owner = record.OwnerOffset;
            if (DomainNameReader.Read(message, ref owner, name, out int ownerLength) != ParseError.None || !IsDataSound(message, record, name))
            {
                return false;
            }

            if (record.Type is RecordType.Opt)
            {
                if (hasOpt || index < beforeAdditional || ownerLength != 1)
                {
                    return false;
                }

                hasOpt = true;
                code |= (ResponseCode)((record.Ttl >> 24) << 4);
            }
        }

        length = records.Offset;
        return true;
    }

    private static bool IsDataSound(ReadOnlySpan<byte> message, in RecordView record, Span<byte> name) => record.Type switch
    {
        RecordType.A => record.Class is not RecordClass.Internet || record.DataLength == 4,
        RecordType.Aaaa => record.DataLength == 16,
        RecordType.Ns or RecordType.Cname or RecordType.Ptr or RecordType.Dname => AreNames(message, record, name, 0, 1, 0),
        RecordType.Mx => AreNames(message, record, name, 2, 1, 0),
        RecordType.Srv => AreNames(message, record, name, 6, 1, 0),
        RecordType.Soa => AreNames(message, record, name, 0, 2, SoaNumbersLength),
        _ => true,
    };

    // RDATA that is some octets, some names, some octets, and nothing else. A name must not run out of its record.
    private static bool AreNames(ReadOnlySpan<byte> message, in RecordView record, Span<byte> name, int before, int names, int after)
    {
        int at = record.DataOffset + before;
        ReadOnlySpan<byte> upToEnd = message[..record.End];
        for (int index = 0; index < names; index++)
        {
            if (DomainNameReader.Read(upToEnd, ref at, name, out _) != ParseError.None)
            {
                return false;
            }
        }

        return at + after == record.End;
    }
}
