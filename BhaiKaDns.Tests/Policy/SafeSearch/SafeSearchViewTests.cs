using BhaiKaDns.Dns;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Policy.SafeSearch;

internal sealed class SafeSearchViewTests
{
    [TestCase("google", "www.google.com", "forcesafesearch.google.com")]
    [TestCase("google", "google.co.in", "forcesafesearch.google.com")]
    [TestCase("google", "www.google.com.br", "forcesafesearch.google.com")]
    [TestCase("Bing", "www.bing.com", "strict.bing.com")]
    [TestCase("duckduckgo", "start.duckduckgo.com", "safe.duckduckgo.com")]
    [TestCase("ecosia", "www.ecosia.org", "strict-safe-search.ecosia.org")]
    [TestCase("pixabay", "pixabay.com", "safesearch.pixabay.com")]
    [TestCase("brave", "search.brave.com", "forcesafe.search.brave.com")]
    [TestCase("*", "api.qwant.com", "safeapi.qwant.com")]
    public void Prepare_EngineWithATarget_IsItsCname(string engine, string name, string expected)
    {
        SafeSearchView view = SafeSearchTable.ViewOf([engine], YouTubeMode.Off);

        PreparedAnswer answer = view.Prepare(new AskedQuestion(name, RecordType.Aaaa).Question)!;

        Assert.That(DomainNameText.ToText(answer.Target), Is.EqualTo(expected));
        Assert.That(answer.Records.Single().Type, Is.EqualTo(RecordType.Cname));
        Assert.That(answer.Records.Single().Data, Is.EqualTo(answer.Target));
    }

    [TestCase("www.google.com", RecordType.A, AnswerForm.Prepared)]
    [TestCase("www.google.com", RecordType.Aaaa, AnswerForm.Prepared)]
    [TestCase("www.google.com", RecordType.Https, AnswerForm.NoData)]
    [TestCase("www.google.com", RecordType.Svcb, AnswerForm.NoData)]
    [TestCase("google.com", RecordType.Mx, AnswerForm.ByPolicy)]
    [TestCase("mail.google.com", RecordType.A, AnswerForm.ByPolicy)]
    [TestCase("forcesafesearch.google.com", RecordType.A, AnswerForm.ByPolicy)]
    [TestCase("yandex.ru", RecordType.A, AnswerForm.Prepared)]
    [TestCase("yandex.com.tr", RecordType.Aaaa, AnswerForm.NoData)]
    [TestCase("www.youtube.com", RecordType.A, AnswerForm.ByPolicy)]
    [TestCase("example.org", RecordType.A, AnswerForm.ByPolicy)]
    [TestCase(".", RecordType.A, AnswerForm.ByPolicy)]
    public void Find_AllEngines_SpeaksOfAddressesAlone(string name, RecordType type, AnswerForm expected) =>
        Assert.That(SafeSearchTable.ViewOf([GroupOptions.All], YouTubeMode.Off).Find(new AskedQuestion(name, type).Question), Is.EqualTo(expected));

    [TestCase(YouTubeMode.Strict, "www.youtube.com", "restrict.youtube.com")]
    [TestCase(YouTubeMode.Moderate, "youtubei.googleapis.com", "restrictmoderate.youtube.com")]
    [TestCase(YouTubeMode.Strict, "www.youtube-nocookie.com", "restrict.youtube.com")]
    public void Prepare_YouTube_FollowsItsOwnSetting(YouTubeMode mode, string name, string expected)
    {
        SafeSearchView view = SafeSearchTable.ViewOf([], mode);

        Assert.That(DomainNameText.ToText(view.Prepare(new AskedQuestion(name).Question)!.Target), Is.EqualTo(expected));
        Assert.That(view.Find(new AskedQuestion("www.google.com").Question), Is.EqualTo(AnswerForm.ByPolicy));
    }

    [Test]
    public void Prepare_Yandex_GivesItsAddress()
    {
        PreparedAnswer answer = SafeSearchTable.ViewOf(["yandex"], YouTubeMode.Off).Prepare(new AskedQuestion("ya.ru").Question)!;

        Assert.That(answer.Target, Is.Null);
        Assert.That(answer.Records.Single().Data, Is.EqualTo(new byte[] { 213, 180, 193, 56 }));
    }

    [Test]
    public void ViewOf_SameEngines_IsOneView() =>
        Assert.That(SafeSearchTable.ViewOf(["bing", "google"], YouTubeMode.Off), Is.SameAs(SafeSearchTable.ViewOf(["google", "bing"], YouTubeMode.Off)));

    [TestCase("www.google.com")]
    [TestCase("example.org")]
    public void Find_AnyName_AllocatesNothing(string name)
    {
        SafeSearchView view = SafeSearchTable.ViewOf([GroupOptions.All], YouTubeMode.Strict);
        AskedQuestion asked = new(name);

        long allocated = Allocations.Of(() => _ = view.Find(asked.Question));

        Assert.That(allocated, Is.Zero);
    }
}
