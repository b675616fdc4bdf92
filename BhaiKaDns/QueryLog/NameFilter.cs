using System.Diagnostics.CodeAnalysis;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.QueryLog;

/// <summary>A condition on QNAMEs, compared as octets in lower case.</summary>
internal sealed class NameFilter
{
    private readonly NameMatch _match;
    private readonly byte[] _octets;

    private NameFilter(NameMatch match, byte[] octets)
    {
        _match = match;
        _octets = octets;
    }

    /// <summary>Makes a filter of what a person typed; false when it cannot be a name.</summary>
    public static bool TryCreate(string text, NameMatch match, [NotNullWhen(true)] out NameFilter? filter)
    {
        filter = null;
        if (match is NameMatch.Contains)
        {
            if (text.Length is 0 or > DomainName.MaxLength || !Ascii.IsValid(text))
            {
                return false;
            }

            filter = new NameFilter(match, Encoding.ASCII.GetBytes(text.ToLowerInvariant()));
            return true;
        }

        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(text, wire, out int length))
        {
            return false;
        }

        byte[] lower = new byte[length];
        DomainName.CopyLower(wire.AsSpan(0, length), lower);
        filter = new NameFilter(match, lower);
        return true;
    }

    /// <param name="name">Lower-case wire form; empty matches nothing.</param>
    public bool Matches(ReadOnlySpan<byte> name) => _match switch
    {
        NameMatch.Exact => name.SequenceEqual(_octets),
        NameMatch.Suffix => name.Length > 0 && DomainName.IsAtOrBelow(name, _octets),
        _ => ContainsText(name),
    };

    /// <summary>False when no name of the filter's segment can match.</summary>
    public bool MayBeIn(SuffixFilter names) => _match is NameMatch.Contains || names.MayContain(_octets);

    private bool ContainsText(ReadOnlySpan<byte> name)
    {
        if (name.Length < 2)
        {
            return false;
        }

        // With length octets turned into dots a wire name reads as its text with a dot before it.
        Span<byte> dotted = stackalloc byte[DomainName.MaxLength];
        name.CopyTo(dotted);
        for (int at = 0; at < name.Length && name[at] != 0; at += name[at] + 1)
        {
            dotted[at] = (byte)'.';
        }

        return dotted[1..(name.Length - 1)].IndexOf(_octets) >= 0;
    }
}

/// <summary>How a <see cref="NameFilter"/> compares.</summary>
internal enum NameMatch : byte
{
    /// <summary>The text stands somewhere in the name.</summary>
    Contains = 0,
    Exact = 1,

    /// <summary>The name is the given one or below it.</summary>
    Suffix = 2,
}
