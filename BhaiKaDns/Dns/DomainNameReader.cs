namespace BhaiKaDns.Dns;

/// <summary>Reads names, compressed or not (RFC 1035, section 4.1.4).</summary>
internal static class DomainNameReader
{
    // A name has at most 127 labels, and a pointer that leads to another pointer saves nothing. Without the limit, chains of bare
    // pointers cost 8,000 steps for each name of a hostile message.
    private const int MaxPointers = DomainName.MaxLabels;

    /// <summary>
    /// Reads the name at <paramref name="offset"/> into <paramref name="name"/> as plain wire form in lower case. A pointer must
    /// point before the name or run it stands in, which rules out loops and forward pointers. On failure <paramref name="offset"/>
    /// has not moved.
    /// </summary>
    /// <param name="name">At least <see cref="DomainName.MaxLength"/> octets.</param>
    /// <param name="length">Octets written, root label included.</param>
    public static ParseError Read(ReadOnlySpan<byte> message, ref int offset, Span<byte> name, out int length)
    {
        ParseError error = ReadKeepingCase(message, ref offset, name, out length);
        DomainName.CopyLower(name[..length], name);
        return error;
    }

    /// <summary>As <see cref="Read"/>, with the letters as they came: people read some names (RFC 6763, section 4.1.1).</summary>
    public static ParseError ReadKeepingCase(ReadOnlySpan<byte> message, ref int offset, Span<byte> name, out int length)
    {
        length = 0;
        int at = offset;
        int runStart = at;
        int end = -1;
        int written = 0;
        int pointers = 0;
        while (true)
        {
            if ((uint)at >= (uint)message.Length)
            {
                return ParseError.Truncated;
            }

            int octet = message[at];
            if (octet == 0)
            {
                if (written >= DomainName.MaxLength)
                {
                    return ParseError.NameTooLong;
                }

                name[written] = 0;
                length = written + 1;
                offset = end < 0 ? at + 1 : end;
                return ParseError.None;
            }

            if (octet <= DomainName.MaxLabelLength)
            {
                if (at + octet >= message.Length)
                {
                    return ParseError.Truncated;
                }

                if (written + octet + 1 >= DomainName.MaxLength)
                {
                    return ParseError.NameTooLong;
                }

                message.Slice(at, octet + 1).CopyTo(name[written..]);
                written += octet + 1;
                at += octet + 1;
                continue;
            }

            if (octet < 0xC0)
            {
                return ParseError.BadLabel;
            }

            if (at + 1 >= message.Length)
            {
                return ParseError.Truncated;
            }

            int target = ((octet & 0x3F) << 8) | message[at + 1];
            if (target >= runStart || target < MessageHeader.Length || ++pointers > MaxPointers)
            {
                return ParseError.BadPointer;
            }

            if (end < 0)
            {
                end = at + 2;
            }

            at = target;
            runStart = target;
        }
    }

    /// <summary>Moves <paramref name="offset"/> behind the name without following pointers.</summary>
    public static ParseError Skip(ReadOnlySpan<byte> message, ref int offset)
    {
        int at = offset;
        while ((uint)at < (uint)message.Length)
        {
            int octet = message[at];
            if (octet == 0)
            {
                if (at - offset >= DomainName.MaxLength)
                {
                    return ParseError.NameTooLong;
                }

                offset = at + 1;
                return ParseError.None;
            }

            if (octet >= 0xC0)
            {
                if (at + 2 > message.Length)
                {
                    return ParseError.Truncated;
                }

                offset = at + 2;
                return ParseError.None;
            }

            if (octet > DomainName.MaxLabelLength)
            {
                return ParseError.BadLabel;
            }

            at += octet + 1;
        }

        return ParseError.Truncated;
    }
}
