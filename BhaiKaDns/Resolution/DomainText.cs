using System.Globalization;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>Turns a domain as people write it in settings into lower-case wire form.</summary>
internal static class DomainText
{
    private static readonly IdnMapping Idn = new();

    /// <summary>Letters of other scripts become their ASCII form (RFC 5891); escapes are not read. False if it is no name.</summary>
    /// <param name="wire">At least <see cref="DomainName.MaxLength"/> octets.</param>
    public static bool TryWrite(string text, Span<byte> wire, out int length)
    {
        length = 0;
        string ascii = text.Trim().TrimEnd('.');
        if (ascii.Length == 0)
        {
            wire[length++] = 0;
            return text.Trim() == ".";
        }

        if (!TryToAscii(ref ascii))
        {
            return false;
        }

        foreach (string label in ascii.Split('.'))
        {
            if (label.Length is 0 or > DomainName.MaxLabelLength || length + label.Length + 2 > DomainName.MaxLength
                || label.Any(letter => letter is <= ' ' or >= (char)0x7F or '*' or '/' or ':' or '\\'))
            {
                return false;
            }

            wire[length++] = (byte)label.Length;
            foreach (char letter in label)
            {
                wire[length++] = (byte)char.ToLowerInvariant(letter);
            }
        }

        wire[length++] = 0;
        return true;
    }

    private static bool TryToAscii(ref string text)
    {
        if (text.All(char.IsAscii))
        {
            return true;
        }

        try
        {
            text = Idn.GetAscii(text);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
