using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>The 12 octets before the sections (RFC 1035, section 4.1.1), read and written in place. The caller has checked that they are there.</summary>
internal static class MessageHeader
{
    public const int Length = 12;

    private const int OpcodeMask = 0x7800;
    private const int ResponseCodeMask = 0x000F;

    public static ushort Id(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message);

    public static HeaderFlags Flags(ReadOnlySpan<byte> message) => (HeaderFlags)BinaryPrimitives.ReadUInt16BigEndian(message[2..]);

    public static Opcode Opcode(ReadOnlySpan<byte> message) => (Opcode)((BinaryPrimitives.ReadUInt16BigEndian(message[2..]) & OpcodeMask) >> 11);

    /// <summary>The lower four bits of the RCODE; the upper eight are in the OPT record.</summary>
    public static ResponseCode ResponseCode(ReadOnlySpan<byte> message) => (ResponseCode)(BinaryPrimitives.ReadUInt16BigEndian(message[2..]) & ResponseCodeMask);

    public static int QuestionCount(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[4..]);

    public static int AnswerCount(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[6..]);

    public static int AuthorityCount(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[8..]);

    public static int AdditionalCount(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt16BigEndian(message[10..]);

    public static bool IsResponse(ReadOnlySpan<byte> message) => (message[2] & 0x80) != 0;

    /// <summary>Writes all 12 octets. <paramref name="code"/> gives its lower four bits.</summary>
    public static void Write(
        Span<byte> message, ushort id, HeaderFlags flags, Opcode opcode, ResponseCode code, int questions, int answers, int authorities, int additionals)
    {
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], (ushort)((ushort)flags | ((int)opcode << 11) | ((int)code & ResponseCodeMask)));
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], (ushort)questions);
        BinaryPrimitives.WriteUInt16BigEndian(message[6..], (ushort)answers);
        BinaryPrimitives.WriteUInt16BigEndian(message[8..], (ushort)authorities);
        BinaryPrimitives.WriteUInt16BigEndian(message[10..], (ushort)additionals);
    }
}
