namespace BhaiKaDns.QueryLog;

/// <summary>Walks over the whole blocks of a segment's octets and past whatever is damaged between them.</summary>
internal ref struct SegmentScanner(ReadOnlySpan<byte> segment)
{
    private readonly ReadOnlySpan<byte> _segment = segment;
    private int _at = SegmentName.FileHeaderLength;

    /// <summary>Places skipped so far that a whole block follows; octets behind the last block are not counted.</summary>
    public int DamagedPlaces { get; private set; }

    /// <summary>Where the last whole block found so far ends.</summary>
    public int ValidEnd { get; private set; } = SegmentName.FileHeaderLength;

    public bool TryNext(out int offset, out BlockHeader header)
    {
        bool skipped = false;
        while (_at <= _segment.Length - BlockHeader.Size)
        {
            if (BlockHeader.TryRead(_segment[_at..], out header))
            {
                DamagedPlaces += skipped ? 1 : 0;
                offset = _at;
                _at += header.Length;
                ValidEnd = _at;
                return true;
            }

            skipped = true;
            int next = _segment[(_at + 1)..].IndexOf(BlockHeader.MagicOctets);
            if (next < 0)
            {
                break;
            }

            _at += next + 1;
        }

        _at = _segment.Length;
        offset = 0;
        header = default;
        return false;
    }
}
