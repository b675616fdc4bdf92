using System.Buffers.Binary;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Resolution;

internal sealed class ReplyCheckTests
{
    private static readonly byte[] Name = [3, (byte)'w', (byte)'w', (byte)'w', 7, .. "example"u8, 0];

    [Test]
    public void Check_RightAnswer_IsAcceptedUpToItsLastRecord()
    {
        byte[] request = Request();
        byte[] reply = [.. Reply(request, ScriptedReply.Address("192.0.2.1")), 1, 2, 3];

        ReplyVerdict verdict = ReplyCheck.Check(request, reply, exactCase: true, out ResponseCode code, out int length);

        Assert.That((verdict, code, length), Is.EqualTo((ReplyVerdict.Accepted, ResponseCode.NoError, reply.Length - 3)));
    }

    [Test]
    public void Check_ExtendedResponseCode_IsPutTogether()
    {
        byte[] request = Request();
        byte[] reply = [.. Reply(request, ScriptedReply.Address("192.0.2.1")), 0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(10), 1);

        _ = ReplyCheck.Check(request, reply, exactCase: true, out ResponseCode code, out _);

        Assert.That(code, Is.EqualTo(ResponseCode.BadVersion));
    }

    [Test]
    public void Check_AddressOfFiveOctets_IsMalformed()
    {
        byte[] request = Request();
        byte[] reply = Reply(request, new ScriptedReply { Answers = [(RecordType.A, 60, [1, 2, 3, 4, 5])] });

        Assert.That(ReplyCheck.Check(request, reply, exactCase: true, out _, out _), Is.EqualTo(ReplyVerdict.Malformed));
    }

    [Test]
    public void Check_CnameThatPointsToItself_IsMalformed()
    {
        byte[] request = Request();
        byte[] reply = Reply(request, new ScriptedReply { Answers = [(RecordType.Cname, 60, [0xC0, (byte)(request.Length + 1)])] });

        Assert.That(ReplyCheck.Check(request, reply, exactCase: true, out _, out _), Is.EqualTo(ReplyVerdict.Malformed));
    }

    [Test]
    public void Check_AnyOctetChanged_NeverThrowsAndNeverAcceptsAnotherQuestion()
    {
        byte[] request = Request();
        byte[] right = Reply(request, ScriptedReply.Text(2));

        Gen.Select(Gen.Int[0, right.Length - 1], Gen.Byte, Gen.Int[0, right.Length]).Sample((at, octet, cut) =>
        {
            byte[] reply = right[..Math.Max(cut, at + 1)];
            reply[at] = octet;
            ReplyVerdict verdict = ReplyCheck.Check(request, reply, exactCase: true, out _, out int length);

            bool isSameQuestion = reply.Length >= request.Length && reply.AsSpan(12, Name.Length + 4).SequenceEqual(request.AsSpan(12, Name.Length + 4))
                && reply.AsSpan(0, 2).SequenceEqual(request.AsSpan(0, 2));
            return length <= reply.Length && (verdict is ReplyVerdict.Mismatch or ReplyVerdict.OtherCase || isSameQuestion);
        });
    }

    [Test]
    public void Check_AnyOctets_NeverThrows()
    {
        byte[] request = Request();

        Gen.Byte.Array[0, 300].Sample(octets =>
        {
            byte[] reply = [.. request, .. octets];
            reply[2] |= 0x80;
            BinaryPrimitives.WriteUInt16BigEndian(reply.AsSpan(6), 3);
            _ = ReplyCheck.Check(request, reply, exactCase: true, out _, out int length);
            return length <= reply.Length;
        });
    }

    private static byte[] Request() => UpstreamQuery.Compose(Name, RecordType.A, dnssecOk: false, checkingDisabled: false, edns: false, mixedCase: true);

    private static byte[] Reply(byte[] request, ScriptedReply reply)
    {
        _ = QueryReader.Read(request, new byte[DomainName.MaxLength], out QueryMessage asked);
        return ScriptedMessage.Write(reply, ScriptedFault.None, request, asked, overTcp: true);
    }
}
