namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// A registrable domain as models look at it: its first label and its top-level label, in lower case, and what stood before it. The
/// public suffix between them says where it was bought rather than by whom.
/// </summary>
internal readonly ref struct DomainParts
{
    private DomainParts(ReadOnlySpan<byte> label, ReadOnlySpan<byte> topLevel, ReadOnlySpan<byte> suffix, int subdomains, int hostLength)
    {
        Label = label;
        Suffix = suffix;
        TopLevel = topLevel;
        Subdomains = subdomains;
        HostLength = hostLength;
    }

    public ReadOnlySpan<byte> Label { get; }

    public ReadOnlySpan<byte> TopLevel { get; }

    /// <summary>All after the label, to compare only: in wire form or as text, whichever the name came in.</summary>
    public ReadOnlySpan<byte> Suffix { get; }

    /// <summary>Labels before the registrable domain.</summary>
    public int Subdomains { get; }

    /// <summary>Octets of the whole name as people write it.</summary>
    public int HostLength { get; }

    /// <param name="name">Lower-case wire form.</param>
    /// <param name="registrableAt">Where its registrable domain begins.</param>
    public static DomainParts OfWire(ReadOnlySpan<byte> name, int registrableAt)
    {
        int subdomains = 0;
        int at = 0;
        for (; at < registrableAt; at += name[at] + 1)
        {
            subdomains++;
        }

        ReadOnlySpan<byte> label = name.Slice(at + 1, name[at]);
        int suffix = at + name[at] + 1;
        int last = at;
        for (at += name[at] + 1; at < name.Length && name[at] > 0; at += name[at] + 1)
        {
            last = at;
        }

        return new DomainParts(label, name.Slice(last + 1, name[last]), name[suffix..], subdomains, Math.Max(0, name.Length - 2));
    }

    /// <param name="domain">A registrable domain as people write it, in lower case.</param>
    public static DomainParts OfText(ReadOnlySpan<byte> domain)
    {
        int dot = domain.IndexOf((byte)'.');
        int lastDot = domain.LastIndexOf((byte)'.');
        ReadOnlySpan<byte> label = dot < 0 ? domain : domain[..dot];
        return new DomainParts(label[..Math.Min(label.Length, Dns.DomainName.MaxLabelLength)], domain[(lastDot + 1)..], domain[(dot + 1)..], 0, domain.Length);
    }
}
