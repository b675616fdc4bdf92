namespace BhaiKaDns.Dns;

/// <summary>Names as people write them (RFC 1035, section 5.1): labels with dots between, <c>\.</c>, <c>\\</c> and <c>\DDD</c> for what would mislead.</summary>
internal static class DomainNameText
{
    // Three characters more than the octet for each of 254 octets.
    private const int MaxTextLength = DomainName.MaxLength * 4;

    /// <summary>
    /// Presentation form without the trailing dot; the root is ".". Every octet outside graphic ASCII (the space too) becomes
    /// <c>\DDD</c>, so the text is safe in a log line and on a terminal. Of octets that are no name, as much as can be read.
    /// </summary>
    public static string ToText(ReadOnlySpan<byte> wireName)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        int length = 0;
        int at = 0;
        while (at < wireName.Length && at < DomainName.MaxLength && wireName[at] is > 0 and <= DomainName.MaxLabelLength)
        {
            int end = Math.Min(Math.Min(at + 1 + wireName[at], wireName.Length), DomainName.MaxLength);
            if (length > 0)
            {
                text[length++] = '.';
            }

            for (at++; at < end; at++)
            {
                length += WriteOctet(wireName[at], text[length..]);
            }
        }

        return length == 0 ? "." : new string(text[..length]);
    }

    /// <summary>
    /// Reads presentation form into wire form in lower case. A trailing dot makes no difference; "." is the root. Refused: empty
    /// text and empty labels, labels over 63 and names over 255 octets, anything outside ASCII, escapes cut short or above 255.
    /// </summary>
    /// <param name="wire">Where the name goes; <see cref="DomainName.MaxLength"/> octets are always enough.</param>
    /// <param name="length">Octets written, root label included; 0 if refused.</param>
    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> wire, out int length)
    {
        length = 0;
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        int labelAt = 0;
        int written = 1;
        int at = text is "." ? 1 : 0;
        if (text.IsEmpty)
        {
            return false;
        }

        while (at < text.Length)
        {
            if (text[at] == '.')
            {
                if (written - labelAt == 1)
                {
                    return false;
                }

                name[labelAt] = (byte)(written - labelAt - 1);
                labelAt = written++;
                at++;
            }
            else if (!TryReadOctet(text, ref at, out byte octet) || written - labelAt > DomainName.MaxLabelLength || written >= DomainName.MaxLength - 1)
            {
                return false;
            }
            else
            {
                name[written++] = octet;
            }
        }

        // Without a trailing dot the last label is still open.
        if (written - labelAt > 1)
        {
            name[labelAt] = (byte)(written - labelAt - 1);
            labelAt = written;
        }

        name[labelAt] = 0;
        if (labelAt >= wire.Length)
        {
            return false;
        }

        DomainName.CopyLower(name[..(labelAt + 1)], wire);
        length = labelAt + 1;
        return true;
    }

    private static int WriteOctet(byte octet, Span<char> text)
    {
        if (octet is > 0x20 and < 0x7F)
        {
            if (octet is not ((byte)'.' or (byte)'\\'))
            {
                text[0] = (char)octet;
                return 1;
            }

            text[0] = '\\';
            text[1] = (char)octet;
            return 2;
        }

        text[0] = '\\';
        text[1] = (char)('0' + (octet / 100));
        text[2] = (char)('0' + (octet / 10 % 10));
        text[3] = (char)('0' + (octet % 10));
        return 4;
    }

    private static bool TryReadOctet(ReadOnlySpan<char> text, ref int at, out byte octet)
    {
        octet = 0;
        char first = text[at++];
        if (first == '\\')
        {
            if (at == text.Length)
            {
                return false;
            }

            first = text[at++];
            if (char.IsAsciiDigit(first))
            {
                if (text.Length - at < 2 || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1]))
                {
                    return false;
                }

                int value = ((first - '0') * 100) + ((text[at] - '0') * 10) + (text[at + 1] - '0');
                at += 2;
                octet = (byte)value;
                return value <= byte.MaxValue;
            }
        }

        octet = (byte)first;
        return char.IsAscii(first);
    }
}
