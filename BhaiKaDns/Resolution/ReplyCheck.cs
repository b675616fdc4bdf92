using System.Buffers.Binary;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Resolution;

/// <summary>Decides whether octets from an upstream are the answer to what it was asked (RFC 5452, section 9.1), and whether they can be read.</summary>
internal static class ReplyCheck
{
    /// <param name="request">The message that was sent, question and spelling included.</param>
    /// <param name="exactCase">Whether the name must come back letter by letter as it was sent.</param>
    /// <param name="length">Octets up to the end of the last section; meaningful for <see cref="ReplyVerdict.Accepted"/>.</param>
    public static ReplyVerdict Check(ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, bool exactCase, out ResponseCode code, out int length)
    {
        code = ResponseCode.NoError;
        length = 0;
        if (reply.Length < MessageHeader.Length || MessageHeader.Id(reply) != MessageHeader.Id(request)
            || !MessageHeader.IsResponse(reply) || MessageHeader.Opcode(reply) != Opcode.Query)
        {
            return ReplyVerdict.Mismatch;
        }

        code = MessageHeader.ResponseCode(reply);
        if (MessageHeader.QuestionCount(reply) == 0 && code is ResponseCode.FormatError or ResponseCode.NotImplemented)
        {
            // Servers that cannot read a query answer with the header alone; it says nothing but "ask in another way".
            length = MessageHeader.Length;
            return reply.Length == MessageHeader.Length ? ReplyVerdict.Accepted : ReplyVerdict.Mismatch;
        }

        ReplyVerdict question = CheckQuestion(request, reply, out int questionEnd);
        if (question is ReplyVerdict.Mismatch || (question is ReplyVerdict.OtherCase && exactCase))
        {
            return question;
        }

        if ((MessageHeader.Flags(reply) & HeaderFlags.Truncated) != HeaderFlags.None)
        {
            return ReplyVerdict.Truncated;
        }

        return AnswerSections.TryWalk(reply, questionEnd, ref code, out length) ? ReplyVerdict.Accepted : ReplyVerdict.Malformed;
    }

    private static ReplyVerdict CheckQuestion(ReadOnlySpan<byte> request, ReadOnlySpan<byte> reply, out int questionEnd)
    {
        int nameEnd = MessageHeader.Length;
        while (request[nameEnd] != 0)
        {
            nameEnd += request[nameEnd] + 1;
        }

        nameEnd++;
        questionEnd = nameEnd + 4;
        if (MessageHeader.QuestionCount(reply) != 1 || reply.Length < questionEnd
            || BinaryPrimitives.ReadUInt32BigEndian(reply[nameEnd..]) != BinaryPrimitives.ReadUInt32BigEndian(request[nameEnd..]))
        {
            return ReplyVerdict.Mismatch;
        }

        ReadOnlySpan<byte> asked = request[MessageHeader.Length..nameEnd];
        ReadOnlySpan<byte> echoed = reply[MessageHeader.Length..nameEnd];
        if (asked.SequenceEqual(echoed))
        {
            return ReplyVerdict.Accepted;
        }

        return DomainName.EqualsIgnoreCase(asked, echoed) ? ReplyVerdict.OtherCase : ReplyVerdict.Mismatch;
    }
}

/// <summary>What octets from an upstream are worth.</summary>
internal enum ReplyVerdict : byte
{
    /// <summary>Not the answer to this question; nothing is learnt from it.</summary>
    Mismatch = 0,

    /// <summary>The answer but for the spelling of the name.</summary>
    OtherCase,

    /// <summary>The answer did not fit; to be asked again over TCP.</summary>
    Truncated,

    /// <summary>ID and question are right, the sections cannot be read.</summary>
    Malformed,

    /// <summary>The answer, well-formed, whatever its RCODE.</summary>
    Accepted,
}
