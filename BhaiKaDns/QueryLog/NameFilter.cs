using System.Diagnostics.CodeAnalysis;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.QueryLog;

/// <summary>A condition on QNAMEs, compared as octets in lower case.</summary>
internal sealed class NameFilter
{
    /// <summary>In a <see cref="NameMatch.Pattern"/>, stands for any octets, also for none.</summary>
    public const char AnyOctets = '*';

    private readonly NameMatch _match;
    private readonly byte[] _octets;

    // Of a pattern, what stands between the asterisks, in order.
    private readonly byte[][] _pieces = [];

    private NameFilter(NameMatch match, byte[] octets)
    {
        _match = match;
        _octets = octets;
        if (match is NameMatch.Pattern)
        {
            _pieces = [.. Encoding.ASCII.GetString(octets).Split(AnyOctets).Select(Encoding.ASCII.GetBytes)];
        }
    }

    /// <summary>Makes a filter of what a person typed; false when it cannot be a name.</summary>
    public static bool TryCreate(string text, NameMatch match, [NotNullWhen(true)] out NameFilter? filter)
    {
        filter = null;
        if (match is NameMatch.Contains or NameMatch.Pattern)
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
        NameMatch.Below => name.Length > _octets.Length && DomainName.IsAtOrBelow(name, _octets),
        _ => MatchesText(name),
    };

    /// <summary>False when no name of the filter's segment can match.</summary>
    public bool MayBeIn(SuffixFilter names) => _match is NameMatch.Contains or NameMatch.Pattern || names.MayContain(_octets);

    private bool MatchesText(ReadOnlySpan<byte> name)
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

        ReadOnlySpan<byte> text = dotted[1..(name.Length - 1)];
        return _match is NameMatch.Pattern ? FitsPieces(text) : text.IndexOf(_octets) >= 0;
    }

    // The first piece stands at the beginning, the last at the end, the others in order between them, each as early as it can.
    private bool FitsPieces(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> last = _pieces[^1];
        if (_pieces.Length == 1)
        {
            return text.SequenceEqual(last);
        }

        if (!text.StartsWith(_pieces[0]))
        {
            return false;
        }

        text = text[_pieces[0].Length..];
        foreach (byte[] piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            int at = text.IndexOf(piece);
            if (at < 0)
            {
                return false;
            }

            text = text[(at + piece.Length)..];
        }

        return text.EndsWith(last);
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

    /// <summary>The name is below the given one.</summary>
    Below = 3,

    /// <summary>The whole name is the text, in which <see cref="NameFilter.AnyOctets"/> stands for anything.</summary>
    Pattern = 4,
}
