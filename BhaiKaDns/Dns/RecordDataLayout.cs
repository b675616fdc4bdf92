namespace BhaiKaDns.Dns;

/// <summary>
/// Where in the RDATA of a type the names stand that a sender may have compressed (RFC 3597, section 4). A type without such names
/// is opaque: its octets mean the same wherever they stand.
/// </summary>
/// <param name="Prefix">Octets before the first name; <see cref="Varies"/> for NAPTR, whose strings come first.</param>
/// <param name="Names">Number of names.</param>
/// <param name="Suffix">Octets behind the last name, or <see cref="Varies"/>.</param>
/// <param name="MayCompress">Whether we may compress them: types of RFC 1035 only; the others may be read compressed, not sent so.</param>
internal readonly record struct RecordDataLayout(int Prefix, int Names, int Suffix, bool MayCompress)
{
    public const int Varies = -1;

    private const int NaptrFixedLength = 4;
    private const int NaptrStrings = 3;

    /// <summary>RDATA without names that could be compressed.</summary>
    public bool IsOpaque => Names == 0;

    public static RecordDataLayout Of(RecordType type) => type switch
    {
        RecordType.Ns or RecordType.Md or RecordType.Mf or RecordType.Cname or RecordType.Mb or RecordType.Mg or RecordType.Mr or RecordType.Ptr => new(0, 1, 0, true),
        RecordType.Soa => new(0, 2, 20, true),
        RecordType.Minfo => new(0, 2, 0, true),
        RecordType.Mx => new(2, 1, 0, true),
        RecordType.Rp => new(0, 2, 0, false),
        RecordType.Afsdb or RecordType.Rt or RecordType.Kx => new(2, 1, 0, false),
        RecordType.Px => new(2, 2, 0, false),
        RecordType.Srv => new(6, 1, 0, false),
        RecordType.Dname => new(0, 1, 0, false),
        RecordType.Sig => new(18, 1, Varies, false),
        RecordType.Nxt => new(0, 1, Varies, false),
        RecordType.Naptr => new(Varies, 1, 0, false),
        _ => default,
    };

    /// <summary>Octets before the first name in <paramref name="data"/>, or -1 if it is too short.</summary>
    public int PrefixOf(ReadOnlySpan<byte> data)
    {
        if (Prefix != Varies)
        {
            return Prefix <= data.Length ? Prefix : -1;
        }

        int at = NaptrFixedLength;
        for (int strings = 0; strings < NaptrStrings && at < data.Length; strings++)
        {
            at += data[at] + 1;
        }

        return at <= data.Length ? at : -1;
    }
}
