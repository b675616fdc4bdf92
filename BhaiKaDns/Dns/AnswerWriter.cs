using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>
/// Copies records from one message into another, so that no pointer leads to what was left behind. What does not fit is taken back
/// and sets <see cref="IsFull"/>.
/// </summary>
/// <param name="message">Header and question stand there already; records follow them.</param>
/// <param name="length">End of the question.</param>
/// <param name="ttlOffsets">Receives where each record's TTL stands, from the message's start.</param>
internal ref struct AnswerWriter(Span<byte> message, int length, Span<ushort> ttlOffsets, NameCompressor names)
{
    private const int FixedLength = 10;
    private const uint MaxTtl = 0x7FFF_FFFF;

    private readonly Span<byte> _message = message[..Math.Min(message.Length, ushort.MaxValue)];
    private readonly Span<ushort> _ttlOffsets = ttlOffsets;
    private NameCompressor _names = names;

    /// <summary>Octets of the message so far.</summary>
    public int Length { get; private set; } = length;

    /// <summary>Records copied so far.</summary>
    public int Count { get; private set; }

    /// <summary>Something did not fit.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Where to come back to with <see cref="TakeBack"/>.</summary>
    public readonly (int Length, int Count, int Names) Mark => (Length, Count, _names.Count);

    /// <summary>Forgets everything written since.</summary>
    public void TakeBack((int Length, int Count, int Names) mark)
    {
        Length = mark.Length;
        Count = mark.Count;
        _names.Count = mark.Names;
    }

    /// <summary>Copies one record. A TTL with its top bit set counts as 0 (RFC 2181, section 8).</summary>
    /// <param name="owner">Wire form, any case.</param>
    /// <returns>The TTL written.</returns>
    public uint Copy(ReadOnlySpan<byte> source, in RecordView record, scoped ReadOnlySpan<byte> owner)
    {
        (int Length, int Count, int Names) mark = Mark;
        uint ttl = record.Ttl > MaxTtl ? 0 : record.Ttl;
        if (Count == _ttlOffsets.Length || !TryWriteName(owner, mayCompress: true) || _message.Length - Length < FixedLength)
        {
            TakeBack(mark);
            IsFull = true;
            return ttl;
        }

        int fields = Length;
        Length += FixedLength;
        if (!TryCopyData(source, record))
        {
            TakeBack(mark);
            IsFull = true;
            return ttl;
        }

        BinaryPrimitives.WriteUInt16BigEndian(_message[fields..], (ushort)record.Type);
        BinaryPrimitives.WriteUInt16BigEndian(_message[(fields + 2)..], (ushort)record.Class);
        BinaryPrimitives.WriteUInt32BigEndian(_message[(fields + 4)..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(_message[(fields + 8)..], (ushort)(Length - fields - FixedLength));
        _ttlOffsets[Count++] = (ushort)(fields + 4);
        return ttl;
    }

    /// <summary>Gives all records from the <paramref name="first"/>-th on the same TTL (RFC 2181, section 5.2).</summary>
    public readonly void SetTtls(int first, uint ttl)
    {
        foreach (ushort offset in _ttlOffsets[first..Count])
        {
            BinaryPrimitives.WriteUInt32BigEndian(_message[offset..], ttl);
        }
    }

    private bool TryCopyData(ReadOnlySpan<byte> source, in RecordView record)
    {
        ReadOnlySpan<byte> data = source.Slice(record.DataOffset, record.DataLength);
        RecordDataLayout layout = RecordDataLayout.Of(record.Type);
        if (layout.IsOpaque)
        {
            return TryWrite(data);
        }

        int prefix = layout.PrefixOf(data);
        if (prefix < 0 || !TryWrite(data[..prefix]))
        {
            return false;
        }

        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        int at = record.DataOffset + prefix;
        for (int index = 0; index < layout.Names; index++)
        {
            if (DomainNameReader.ReadKeepingCase(source[..record.End], ref at, name, out int nameLength) != ParseError.None
                || !TryWriteName(name[..nameLength], layout.MayCompress))
            {
                return false;
            }
        }

        return TryWrite(source[at..record.End]);
    }

    private bool TryWriteName(scoped ReadOnlySpan<byte> name, bool mayCompress)
    {
        if (!mayCompress)
        {
            return TryWrite(name);
        }

        int start = Length;
        int target = _names.Find(_message[..Length], name, out int kept);
        if (!TryWrite(name[..kept]) || (target != 0 && !TryWrite([(byte)(0xC0 | (target >> 8)), (byte)target])))
        {
            return false;
        }

        _names.Add(name, kept, start);
        return true;
    }

    private bool TryWrite(scoped ReadOnlySpan<byte> octets)
    {
        if (!octets.TryCopyTo(_message[Length..]))
        {
            return false;
        }

        Length += octets.Length;
        return true;
    }
}
