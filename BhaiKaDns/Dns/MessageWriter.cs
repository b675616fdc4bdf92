using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>
/// Appends sections to a message in the caller's buffer. What does not fit is not written: the call returns false and
/// <see cref="Length"/> stays, so a writer never leaves half a record behind.
/// </summary>
internal ref struct MessageWriter(Span<byte> buffer, int length)
{
    private const int RecordFixedLength = 10;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>Octets written so far.</summary>
    public int Length { get; private set; } = length;

    /// <summary>Appends octets as they are.</summary>
    public bool TryWrite(scoped ReadOnlySpan<byte> octets)
    {
        if (!octets.TryCopyTo(_buffer[Length..]))
        {
            return false;
        }

        Length += octets.Length;
        return true;
    }

    /// <summary>Appends a question.</summary>
    /// <param name="name">Uncompressed wire form.</param>
    public bool TryWriteQuestion(scoped ReadOnlySpan<byte> name, RecordType type, RecordClass recordClass)
    {
        if (_buffer.Length - Length < name.Length + 4)
        {
            return false;
        }

        name.CopyTo(_buffer[Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(Length + name.Length)..], (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[(Length + name.Length + 2)..], (ushort)recordClass);
        Length += name.Length + 4;
        return true;
    }

    /// <summary>Appends a record in class IN with the given owner (plain wire form or a two-octet pointer) and RDATA.</summary>
    public bool TryWriteRecord(scoped ReadOnlySpan<byte> owner, RecordType type, uint ttl, scoped ReadOnlySpan<byte> data)
    {
        int needed = owner.Length + RecordFixedLength + data.Length;
        if (_buffer.Length - Length < needed || data.Length > ushort.MaxValue)
        {
            return false;
        }

        Span<byte> at = _buffer.Slice(Length, needed);
        owner.CopyTo(at);
        at = at[owner.Length..];
        BinaryPrimitives.WriteUInt16BigEndian(at, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(at[2..], (ushort)RecordClass.Internet);
        BinaryPrimitives.WriteUInt32BigEndian(at[4..], ttl);
        BinaryPrimitives.WriteUInt16BigEndian(at[8..], (ushort)data.Length);
        data.CopyTo(at[RecordFixedLength..]);
        Length += needed;
        return true;
    }
}
