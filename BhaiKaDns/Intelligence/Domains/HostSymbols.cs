namespace BhaiKaDns.Intelligence.Domains;

/// <summary>Whole host names as symbols: each label with an edge before and after it, which its neighbour shares.</summary>
internal static class HostSymbols
{
    /// <summary>Symbols of the longest name.</summary>
    public const int MaxLength = Dns.DomainName.MaxLength + 1;

    /// <param name="name">Lower-case wire form.</param>
    /// <returns>Symbols written.</returns>
    public static int OfWire(ReadOnlySpan<byte> name, Span<byte> symbols)
    {
        symbols[0] = Alphabet.Edge;
        int written = 1;
        for (int at = 0; at < name.Length && name[at] > 0; at += name[at] + 1)
        {
            written += Alphabet.Encode(name.Slice(at + 1, name[at]), symbols[(written - 1)..]) - 1;
        }

        return written;
    }

    /// <param name="host">As people write it, in lower case; no longer than a name can be.</param>
    public static int OfText(ReadOnlySpan<byte> host, Span<byte> symbols)
    {
        symbols[0] = Alphabet.Edge;
        int written = 1;
        foreach (Range label in host.Split((byte)'.'))
        {
            written += Alphabet.Encode(host[label], symbols[(written - 1)..]) - 1;
        }

        return written;
    }
}
