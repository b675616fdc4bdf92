using System.Buffers;
using System.Buffers.Binary;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>A message behind its length in two octets (RFC 1035, section 4.2.2).</summary>
internal static class Frame
{
    /// <summary>Reads the length at the start; false when fewer than two octets are there.</summary>
    public static bool TryReadLength(in ReadOnlySequence<byte> octets, out int length)
    {
        SequenceReader<byte> reader = new(octets);
        bool isRead = reader.TryReadBigEndian(out short prefix);
        length = (ushort)prefix;
        return isRead;
    }

    /// <summary>Writes length and message; returns the octets of both.</summary>
    public static int Write(Span<byte> frame, ReadOnlySpan<byte> message)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
        message.CopyTo(frame[TcpLane.PrefixLength..]);
        return TcpLane.PrefixLength + message.Length;
    }
}
