using System.Net;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

/// <summary>Who speaks first of a name server, and what reason that gives.</summary>
internal sealed class PolicyClassNameServerTests
{
    private static readonly PolicyClass Everything = new()
    {
        Personal = SyntaxTable.View("personal.example.rpz-nsdname CNAME rpz-passthru."),
        Rules = SyntaxTable.View("ruled.example.rpz-nsdname CNAME *.\nlisted.example.rpz-nsdname CNAME 192.0.2.9.example."),
        Lists = SyntaxTable.View("personal.example.rpz-nsdname CNAME .\nboth.example.rpz-nsdname CNAME .\n24.0.2.0.192.rpz-nsip CNAME ."),
        ThreatLists = SyntaxTable.View("both.example.rpz-nsdname CNAME .\nthreat.example.rpz-nsdname CNAME .\n32.1.100.51.198.rpz-nsip CNAME ."),
    };

    [TestCase("personal.example", Decision.Allowed, Reason.None, AnswerForm.ByPolicy)]
    [TestCase("ruled.example", Decision.Blocked, Reason.UserRule, AnswerForm.NoData)]
    [TestCase("both.example", Decision.Blocked, Reason.BlockList, AnswerForm.NameError)]
    [TestCase("threat.example", Decision.Blocked, Reason.ThreatFeed, AnswerForm.NameError)]
    [TestCase("listed.example", Decision.Allowed, Reason.None, AnswerForm.ByPolicy)]
    [TestCase("other.example", Decision.Allowed, Reason.None, AnswerForm.ByPolicy)]
    public void JudgeNameServer_SeveralSpeak_TheFirstStageDecides(string name, Decision decision, Reason reason, AnswerForm form)
    {
        Verdict verdict = Everything.JudgeNameServer(new AskedQuestion(name).Question);

        Assert.That((verdict.Decision, verdict.Reason, verdict.Form), Is.EqualTo((decision, reason, form)));
    }

    [TestCase("192.0.2.7", Decision.Blocked, Reason.BlockList)]
    [TestCase("198.51.100.1", Decision.Blocked, Reason.ThreatFeed)]
    [TestCase("198.51.100.2", Decision.Allowed, Reason.None)]
    public void JudgeNameServerAddress_Lists_GiveTheirReason(string address, Decision decision, Reason reason)
    {
        Verdict verdict = Everything.JudgeNameServerAddress(ClientAddress.From(IPAddress.Parse(address)));

        Assert.That((verdict.Decision, verdict.Reason), Is.EqualTo((decision, reason)));
    }

    [Test]
    public void HasNameServers_FilteringIsOff_NothingObjects()
    {
        PolicyClass off = Everything with { Mode = PolicyMode.Off };

        Verdict verdict = off.JudgeNameServer(new AskedQuestion("ruled.example").Question);

        Assert.That((off.HasNameServers, Everything.HasNameServers, verdict.IsBlocked), Is.EqualTo((false, true, false)));
    }
}
