using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class RequestCheckTests
{
    [TestCase(RecordType.A, ResponseCode.NoError, Reason.None)]
    [TestCase(RecordType.Https, ResponseCode.NoError, Reason.None)]
    [TestCase((RecordType)65280, ResponseCode.NoError, Reason.None)]
    [TestCase(RecordType.Any, ResponseCode.NoError, Reason.None)]
    [TestCase(RecordType.Axfr, ResponseCode.Refused, Reason.ZoneTransfer)]
    [TestCase(RecordType.Ixfr, ResponseCode.Refused, Reason.ZoneTransfer)]
    [TestCase(RecordType.None, ResponseCode.FormatError, Reason.Malformed)]
    [TestCase(RecordType.Opt, ResponseCode.FormatError, Reason.Malformed)]
    [TestCase((RecordType)128, ResponseCode.NotImplemented, Reason.NotImplemented)]
    [TestCase(RecordType.Tsig, ResponseCode.NotImplemented, Reason.NotImplemented)]
    [TestCase((RecordType)254, ResponseCode.NotImplemented, Reason.NotImplemented)]
    [TestCase(RecordType.Caa, ResponseCode.NoError, Reason.None)]
    public void Judge_Type_GetsItsCode(RecordType type, ResponseCode code, Reason reason)
    {
        QueryMessage query = new() { Class = RecordClass.Internet, Type = type };

        Assert.That(RequestCheck.Judge(query), Is.EqualTo((code, reason)));
    }

    [TestCase(RecordClass.Chaos)]
    [TestCase(RecordClass.Hesiod)]
    [TestCase(RecordClass.Any)]
    [TestCase(RecordClass.None)]
    public void Judge_OtherClass_IsRefused(RecordClass asked)
    {
        QueryMessage query = new() { Class = asked, Type = RecordType.Txt };

        Assert.That(RequestCheck.Judge(query), Is.EqualTo((ResponseCode.Refused, Reason.ChaosClass)));
    }

    [TestCase(Opcode.InverseQuery)]
    [TestCase(Opcode.Status)]
    [TestCase(Opcode.Notify)]
    [TestCase(Opcode.Update)]
    [TestCase(Opcode.Stateful)]
    [TestCase((Opcode)15)]
    public void Judge_OtherOpcode_IsNotImplemented(Opcode opcode)
    {
        QueryMessage query = new() { Opcode = opcode };

        Assert.That(RequestCheck.Judge(query), Is.EqualTo((ResponseCode.NotImplemented, Reason.NotImplemented)));
    }

    [Test]
    public void Judge_LaterEdnsVersion_IsBadVersion()
    {
        QueryMessage query = new() { Class = RecordClass.Internet, Type = RecordType.A, HasEdns = true, EdnsVersion = 1 };

        Assert.That(RequestCheck.Judge(query), Is.EqualTo((ResponseCode.BadVersion, Reason.EdnsVersion)));
    }

    [TestCase(ParseError.BadLabel, 30, true)]
    [TestCase(ParseError.QuestionCount, 12, true)]
    [TestCase(ParseError.Truncated, 11, false)]
    [TestCase(ParseError.NotAQuery, 30, false)]
    public void IsAnswered_UnreadableQuery_OnlyWithAHeaderOfAQuery(ParseError error, int length, bool expected) =>
        Assert.That(RequestCheck.IsAnswered(error, length), Is.EqualTo(expected));
}
