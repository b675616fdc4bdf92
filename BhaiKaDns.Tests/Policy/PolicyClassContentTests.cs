using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;
using BhaiKaDns.Policy.SafeSearch;
using BhaiKaDns.Policy.Switches;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

/// <summary>The order of the stages that records, services, suffixes, switches and safe search stand in.</summary>
internal sealed class PolicyClassContentTests
{
    private static readonly PolicyClass Everything = new()
    {
        Personal = View("@@||www.bing.com^\n@@||allowed.zip^\n@@||nas.lan^\n||secret.lan^"),
        Rules = View("@@||ruled.zip^\n@@||discord.com^"),
        Lists = View("||www.ecosia.org^\n@@||pixabay.com^\n||listed.zip^"),
        Records = LocalRecords.Compile([new() { Name = "nas.lan", Value = "10.0.0.1" }, new() { Name = "secret.lan", Value = "10.0.0.2" }, new() { Name = "own.zip", Value = "10.0.0.3" }], []).ViewOf("x"),
        BlockedServices = ServiceCatalog.ViewOf(["tiktok", "discord"]),
        BlockedSuffixes = SuffixSet.Of(["zip"]),
        Switches = GroupSwitches.Of(new GroupOptions { BlockPrivateRelay = true }),
        SafeSearch = SafeSearchTable.ViewOf([GroupOptions.All], YouTubeMode.Strict),
    };

    [TestCase("nas.lan", Decision.Local, Reason.LocalRecord, AnswerForm.Prepared)]
    [TestCase("own.zip", Decision.Local, Reason.LocalRecord, AnswerForm.Prepared)]
    [TestCase("secret.lan", Decision.Blocked, Reason.UserRule, AnswerForm.ByPolicy)]
    [TestCase("www.tiktok.com", Decision.Blocked, Reason.Service, AnswerForm.ByPolicy)]
    [TestCase("discord.com", Decision.Allowed, Reason.UserRule, AnswerForm.ByPolicy)]
    [TestCase("a.zip", Decision.Blocked, Reason.Suffix, AnswerForm.ByPolicy)]
    [TestCase("listed.zip", Decision.Blocked, Reason.Suffix, AnswerForm.ByPolicy)]
    [TestCase("allowed.zip", Decision.Allowed, Reason.UserRule, AnswerForm.ByPolicy)]
    [TestCase("ruled.zip", Decision.Allowed, Reason.UserRule, AnswerForm.ByPolicy)]
    [TestCase("use-application-dns.net", Decision.Blocked, Reason.FirefoxCanary, AnswerForm.NameError)]
    [TestCase("mask.icloud.com", Decision.Blocked, Reason.PrivateRelay, AnswerForm.NameError)]
    [TestCase("www.google.de", Decision.Rewritten, Reason.SafeSearch, AnswerForm.Prepared)]
    [TestCase("www.youtube.com", Decision.Rewritten, Reason.SafeSearch, AnswerForm.Prepared)]
    [TestCase("www.ecosia.org", Decision.Blocked, Reason.BlockList, AnswerForm.ByPolicy)]
    [TestCase("pixabay.com", Decision.Allowed, Reason.AllowList, AnswerForm.ByPolicy)]
    [TestCase("www.bing.com", Decision.Allowed, Reason.UserRule, AnswerForm.ByPolicy)]
    [TestCase("example.org", Decision.Allowed, Reason.None, AnswerForm.ByPolicy)]
    public void Judge_EverythingOn_TheFirstStageDecides(string name, Decision decision, Reason reason, AnswerForm form)
    {
        Verdict verdict = Everything.Judge(new AskedQuestion(name).Question);

        Assert.That((verdict.Decision, verdict.Reason, verdict.Form), Is.EqualTo((decision, reason, form)));
    }

    [TestCase("nas.lan", Decision.Local)]
    [TestCase("www.tiktok.com", Decision.Allowed)]
    [TestCase("a.zip", Decision.Allowed)]
    [TestCase("www.google.com", Decision.Allowed)]
    public void Judge_Paused_RecordsAloneAnswer(string name, Decision expected) =>
        Assert.That((Everything with { Mode = PolicyMode.Off }).Judge(new AskedQuestion(name).Question).Decision, Is.EqualTo(expected));

    [Test]
    public void Judge_Service_NamesItInTheLog() =>
        Assert.That(Everything.Judge(new AskedQuestion("www.tiktok.com").Question).ListId, Is.EqualTo(ServiceCatalog.Find("tiktok")!.Number));

    [TestCase("nas.lan", RecordType.A, 1, false)]
    [TestCase("www.google.com", RecordType.A, 1, true)]
    [TestCase("nas.lan", RecordType.Mx, 0, false)]
    public void Prepare_WhatWasJudged_GivesTheAnswer(string name, RecordType type, int records, bool hasTarget)
    {
        AskedQuestion asked = new(name, type);

        PreparedAnswer answer = Everything.Prepare(asked.Question, Everything.Judge(asked.Question))!;

        Assert.That((answer.Records.Count, answer.Target is not null), Is.EqualTo((records, hasTarget)));
    }

    [TestCase("nas.lan")]
    [TestCase("www.tiktok.com")]
    [TestCase("a.zip")]
    [TestCase("www.google.com")]
    [TestCase("www.example.org")]
    public void Judge_AnyStage_AllocatesNothing(string name)
    {
        AskedQuestion asked = new(name);

        long allocated = Allocations.Of(() => _ = Everything.Judge(asked.Question));

        Assert.That(allocated, Is.Zero);
    }

    private static RuleView View(string rules) =>
        RuleCompiler.Compile([new ListText(2, ListKind.Block, () => new MemoryStream(Encoding.UTF8.GetBytes(rules)))]).ViewOf(_ => true);
}
