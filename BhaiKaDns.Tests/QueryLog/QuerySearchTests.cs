using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

internal sealed class QuerySearchTests
{
    private static readonly QuerySearchNames Home = new()
    {
        Device = name => name == "tablet" ? client => client == LogHarness.Client(5) : null,
        List = name => name == "starter" ? (ushort)7 : null,
    };

    private static readonly string[] Pieces = ["name:", "-", "\"", "took:>", "*", ",", " ", "type:", "client:", "ads", "9s"];

    private static readonly string[] Terms = ["ads", "name:*.com", "type:A", "decision:blocked", "client:10.0.0.0/8", "took:>1s", "source:cache", "x"];

    [TestCase("client:192.168.0.5")]
    [TestCase("client:192.168.0.0/24 -decision:allowed")]
    [TestCase("device:tablet")]
    [TestCase("name:*.example.com")]
    [TestCase("name:ads.example.com type:AAAA")]
    [TestCase("name:a*s.exa*.com")]
    [TestCase("reason:block-list list:starter")]
    [TestCase("rcode:NXDOMAIN source:cache,blocked protocol:udp")]
    [TestCase("took:>100ms took:<=0.2s took:>=150000us")]
    [TestCase("ADS -shop \"example\"")]
    [TestCase("")]
    [TestCase("   ")]
    public void Matches_TermsThatHold_Yes(string text) => Assert.That(Matches(text), Is.True);

    [TestCase("client:192.168.0.6")]
    [TestCase("-device:tablet")]
    [TestCase("name:example.com")]
    [TestCase("name:*.ads.example.com")]
    [TestCase("decision:allowed,failed")]
    [TestCase("-type:AAAA,A")]
    [TestCase("took:<150ms")]
    [TestCase("ads -example")]
    public void Matches_ATermThatDoesNot_No(string text) => Assert.That(Matches(text), Is.False);

    [TestCase("color:red", 0)]
    [TestCase("ads -decision:maybe", 14)]
    [TestCase("client:tablet", 7)]
    [TestCase("took:100ms", 5)]
    [TestCase("name:\"half", 5)]
    [TestCase("type:A,", 7)]
    [TestCase("device:stranger", 7)]
    [TestCase("name:", 5)]
    public void TryParse_Mistake_SaysWhere(string text, int position)
    {
        bool isRead = QuerySearch.TryParse(text, Home, out _, out QuerySearchProblem? problem);

        Assert.That((isRead, problem?.Position), Is.EqualTo((false, position)));
    }

    [TestCase(513, 1)]
    [TestCase(1, 33)]
    public void TryParse_MoreThanTheMost_IsRefused(int length, int terms)
    {
        string text = string.Join(' ', Enumerable.Repeat(new string('a', length), terms));

        Assert.That(QuerySearch.TryParse(text, Home, out _, out _), Is.False);
    }

    [Test]
    public void TryParse_AnyText_GivesASearchOrAPlaceInTheText() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.Int[0, 10], at => Pieces[at]).Array[0, 12].Select(pieces => string.Concat(pieces))).Sample(text =>
            QuerySearch.TryParse(text, Home, out QuerySearch? search, out QuerySearchProblem? problem)
                ? search.Terms.Count <= QuerySearch.MaxTerms
                : problem.Position >= 0 && problem.Position <= Math.Max(text.Length, QuerySearch.MaxLength));

    [Test]
    public void Matches_NegatedTerm_IsTheOpposite() =>
        Gen.Select(Gen.Int[0, 7], at => Terms[at]).Sample(term => Matches(term) != Matches("-" + term));

    [Test]
    public void Matches_AnyRow_AllocatesNothing()
    {
        _ = QuerySearch.TryParse("client:192.168.0.5 -decision:allowed ads name:*.com took:>1ms", Home, out QuerySearch? search, out _);
        byte[] name = LogHarness.Name("ads.example.com");

        long allocated = Allocations.Of(() => _ = search!.Matches(Facts(name)));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public async Task ReadAsync_Search_FindsAcrossSegmentsAndCursor()
    {
        using LogHarness log = new();
        log.Add("ads.example", client: 5, Decision.Blocked, Reason.BlockList);
        log.Add("good.example", client: 5);
        log.Add("ads.example", client: 6, Decision.Blocked, Reason.BlockList);
        log.WriteOut();
        _ = QuerySearch.TryParse("device:tablet -decision:allowed", Home, out QuerySearch? search, out _);

        QueryLogPage page = await log.Reader.ReadAsync(new QueryLogFilter { Search = search! }, CancellationToken.None);

        Assert.That(page.Rows.Select(row => (row.Name, row.Client)), Is.EqualTo(new[] { ("ads.example", (ClientAddress?)LogHarness.Client(5)) }));
    }

    private static bool Matches(string text)
    {
        Assert.That(QuerySearch.TryParse(text, Home, out QuerySearch? search, out QuerySearchProblem? problem), Is.True, problem?.Sentence);
        return search!.Matches(Facts(LogHarness.Name("ads.example.com")));
    }

    private static QueryFacts Facts(byte[] name) => new()
    {
        Client = LogHarness.Client(5),
        Name = name,
        Type = RecordType.Aaaa,
        Decision = Decision.Blocked,
        Reason = Reason.BlockList,
        ResponseCode = ResponseCode.NameError,
        Source = AnswerSource.Blocked,
        ElapsedMicroseconds = 150_000,
        ListId = 7,
    };
}
