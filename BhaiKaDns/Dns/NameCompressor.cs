namespace BhaiKaDns.Dns;

/// <summary>
/// Remembers where names stand in a message that is being written, and finds the longest ending of a name that is already there
/// (RFC 1035, section 4.1.4), whatever the case of its letters.
/// </summary>
/// <param name="hashes">Room for <see cref="Capacity"/> elements; names beyond that are written but not pointed to.</param>
/// <param name="offsets">As long as <paramref name="hashes"/>.</param>
internal ref struct NameCompressor(Span<uint> hashes, Span<ushort> offsets)
{
    public const int Capacity = 256;

    private const int MaxPointer = 0x3FFF;
    private const uint HashStart = 2166136261;
    private const uint HashFactor = 16777619;

    private readonly Span<uint> _hashes = hashes;
    private readonly Span<ushort> _offsets = offsets;

    /// <summary>Names known so far; set back to an earlier value when what was written is taken back.</summary>
    public int Count { get; set; }

    /// <summary>Finds the longest known ending of <paramref name="name"/>.</summary>
    /// <param name="message">All that is written so far; the offsets known point into it.</param>
    /// <param name="kept">Octets of the name before that ending; all of the name if nothing was found.</param>
    /// <returns>Where the ending stands, or 0.</returns>
    public readonly int Find(scoped ReadOnlySpan<byte> message, scoped ReadOnlySpan<byte> name, out int kept)
    {
        Span<uint> endings = stackalloc uint[DomainName.MaxLength];
        HashEndings(name, endings);
        ReadOnlySpan<uint> known = _hashes[..Count];
        for (kept = 0; name[kept] != 0; kept += name[kept] + 1)
        {
            int at = known.IndexOf(endings[kept]);
            if (at >= 0 && IsAt(message, _offsets[at], name[kept..]))
            {
                return _offsets[at];
            }
        }

        kept = name.Length;
        return 0;
    }

    /// <summary>Remembers the labels of <paramref name="name"/> that begin before <paramref name="kept"/>, written at <paramref name="offset"/>.</summary>
    public void Add(scoped ReadOnlySpan<byte> name, int kept, int offset)
    {
        Span<uint> endings = stackalloc uint[DomainName.MaxLength];
        HashEndings(name, endings);
        for (int at = 0; at < kept && name[at] != 0 && offset + at <= MaxPointer && Count < _hashes.Length; at += name[at] + 1)
        {
            _hashes[Count] = endings[at];
            _offsets[Count] = (ushort)(offset + at);
            Count++;
        }
    }

    // At each label's start: the hash of the name from there on. Only a guess; IsAt decides.
    private static void HashEndings(ReadOnlySpan<byte> name, Span<uint> endings)
    {
        Span<byte> starts = stackalloc byte[DomainName.MaxLabels];
        int labels = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            starts[labels++] = (byte)at;
        }

        uint hash = HashStart;
        while (labels-- > 0)
        {
            int start = starts[labels];
            foreach (byte octet in name.Slice(start, name[start] + 1))
            {
                hash = (hash ^ (octet | 0x20u)) * HashFactor;
            }

            endings[start] = hash;
        }
    }

    // Everything known was written by us, so pointers end and labels are whole.
    private static bool IsAt(ReadOnlySpan<byte> message, int offset, ReadOnlySpan<byte> ending)
    {
        int at = 0;
        while (true)
        {
            int octet = message[offset];
            if (octet > DomainName.MaxLabelLength)
            {
                offset = ((octet & 0x3F) << 8) | message[offset + 1];
                continue;
            }

            if (octet != ending[at] || !DomainName.EqualsIgnoreCase(message.Slice(offset, octet + 1), ending.Slice(at, octet + 1)))
            {
                return false;
            }

            if (octet == 0)
            {
                return true;
            }

            offset += octet + 1;
            at += octet + 1;
        }
    }
}
