using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Turns a name as people write it into lower-case wire form.</summary>
internal static class RuleName
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    // The lower-case octet for what may stand in a label, 0 for everything else.
    private static readonly byte[] LabelOctets = MakeLabelOctets();

    /// <summary>
    /// Reads a name with or without final dot; labels in Unicode (UTF-8) become A-labels (RFC 5891). Any octets may come.
    /// </summary>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets.</param>
    /// <param name="length">Octets written, root label included.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RuleProblem Read(ReadOnlySpan<byte> text, Span<byte> name, out int length)
    {
        length = 0;
        if (text.Length > 0 && text[^1] == '.')
        {
            text = text[..^1];
        }

        // The octet before a label holds its length, so the text is written one octet further on, and the dots become lengths.
        if (text.IsEmpty || text.Length + 2 > DomainName.MaxLength)
        {
            return text.IsEmpty || Ascii.IsValid(text) ? RuleProblem.BadName : ReadUnicode(text, name, out length);
        }

        int labelStart = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte octet = LabelOctets[text[at]];
            if (octet != 0)
            {
                name[at + 1] = octet;
                continue;
            }

            if (text[at] != '.')
            {
                return text[at] >= 0x80 ? ReadUnicode(text, name, out length) : RuleProblem.BadName;
            }

            if (at - labelStart is 0 or > DomainName.MaxLabelLength)
            {
                return RuleProblem.BadName;
            }

            name[labelStart] = (byte)(at - labelStart);
            labelStart = at + 1;
        }

        int last = text.Length - labelStart;
        if (last is 0 or > DomainName.MaxLabelLength)
        {
            return RuleProblem.BadName;
        }

        name[labelStart] = (byte)last;
        name[text.Length + 1] = 0;
        length = text.Length + 2;

        // No top-level domain is a number (RFC 3696, section 2), so this is an IPv4 address or a part of one.
        return text[labelStart..].ContainsAnyExceptInRange((byte)'0', (byte)'9') ? RuleProblem.None : RuleProblem.Address;
    }

    private static RuleProblem ReadUnicode(ReadOnlySpan<byte> text, Span<byte> name, out int length)
    {
        length = 0;
        if (text.Length > 4 * DomainName.MaxLength)
        {
            return RuleProblem.BadName;
        }

        Span<char> characters = stackalloc char[4 * DomainName.MaxLength];
        if (!Encoding.UTF8.TryGetChars(text, characters, out int count) || characters[..count].Contains('\uFFFD'))
        {
            return RuleProblem.BadName;
        }

        string ascii;
        try
        {
            ascii = Idn.GetAscii(characters[..count].ToString().ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            // The only way in which IdnMapping says that a name is none.
            return RuleProblem.BadName;
        }

        return Ascii.IsValid(ascii) ? Read(Encoding.ASCII.GetBytes(ascii), name, out length) : RuleProblem.BadName;
    }

    private static byte[] MakeLabelOctets()
    {
        byte[] octets = new byte[256];
        foreach (byte octet in "abcdefghijklmnopqrstuvwxyz0123456789-_"u8)
        {
            octets[octet] = octet;
        }

        for (int letter = 'A'; letter <= 'Z'; letter++)
        {
            octets[letter] = (byte)(letter | 0x20);
        }

        return octets;
    }
}
