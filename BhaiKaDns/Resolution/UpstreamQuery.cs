using System.Buffers.Binary;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>Writes the message that goes to an upstream: a fresh ID, the spelling of the hour, and nothing of the client but its question.</summary>
internal static class UpstreamQuery
{
    /// <summary>Largest UDP response asked for: fits every path without fragments (RFC 9715, section 3.2).</summary>
    public const int UdpPayloadSize = 1232;

    private const int OptLength = 11;
    private const int DnssecOkBit = 0x8000;

    /// <param name="lowerName">QNAME in lower-case wire form.</param>
    /// <param name="mixedCase">Gives each letter a random case (draft-vixie-dnsext-dns0x20), which a forger must guess as well.</param>
    public static byte[] Compose(ReadOnlySpan<byte> lowerName, RecordType type, bool dnssecOk, bool checkingDisabled, bool edns, bool mixedCase)
    {
        int questionEnd = MessageHeader.Length + lowerName.Length + 4;
        byte[] message = new byte[questionEnd + (edns ? OptLength : 0)];
        HeaderFlags flags = HeaderFlags.RecursionDesired | (checkingDisabled ? HeaderFlags.CheckingDisabled : HeaderFlags.None);
        MessageHeader.Write(message, RandomPool.TakeId(), flags, Opcode.Query, ResponseCode.NoError, 1, 0, 0, edns ? 1 : 0);

        Span<byte> name = message.AsSpan(MessageHeader.Length, lowerName.Length);
        lowerName.CopyTo(name);
        if (mixedCase)
        {
            MixCase(name);
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(questionEnd - 4), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(questionEnd - 2), (ushort)RecordClass.Internet);
        if (edns)
        {
            Span<byte> opt = message.AsSpan(questionEnd);
            BinaryPrimitives.WriteUInt16BigEndian(opt[1..], (ushort)RecordType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(opt[3..], UdpPayloadSize);
            BinaryPrimitives.WriteUInt32BigEndian(opt[5..], dnssecOk ? DnssecOkBit : 0u);
        }

        return message;
    }

    // Length octets are below 'a', so the name can be taken as one run.
    private static void MixCase(Span<byte> name)
    {
        Span<byte> coins = stackalloc byte[(name.Length + 7) / 8];
        RandomPool.Take(coins);
        for (int at = 0; at < name.Length; at++)
        {
            if ((uint)(name[at] - 'a') <= 'z' - 'a' && (coins[at >> 3] & (1 << (at & 7))) != 0)
            {
                name[at] ^= 0x20;
            }
        }
    }
}
