namespace BhaiKaDns.Dns;

/// <summary>Walks over character strings: TXT RDATA, HINFO, the values of <c>alpn</c> (RFC 1035, section 3.3).</summary>
internal ref struct CharacterStringReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Set when <see cref="Read"/> returned false because a string is longer than what is left.</summary>
    public ParseError Error { get; private set; }

    /// <summary>Reads the next string; false at the end or at an error.</summary>
    public bool Read(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest[0] >= _rest.Length)
        {
            Error = ParseError.BadRecordData;
            return false;
        }

        value = _rest.Slice(1, _rest[0]);
        _rest = _rest[(value.Length + 1)..];
        return true;
    }

    /// <summary>Whether <paramref name="data"/> is one or more whole strings, as TXT demands (RFC 1035, section 3.3.14).</summary>
    public static bool AreWhole(ReadOnlySpan<byte> data)
    {
        CharacterStringReader strings = new(data);
        while (strings.Read(out _))
        {
        }

        return !data.IsEmpty && strings.Error == ParseError.None;
    }
}
