using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class QuestionsInFlightTests
{
    private QuestionsInFlight _inFlight = null!;

    [SetUp]
    public void SetUp() => _inFlight = new QuestionsInFlight();

    [Test]
    public void TryJoin_FirstQuestion_Leads()
    {
        bool joined = _inFlight.TryJoin(Question("first.org"));

        Assert.That((joined, _inFlight.Count), Is.EqualTo((false, 1)));
    }

    [Test]
    public void TryJoin_EqualQuestions_WaitBehindTheLeader()
    {
        QueryContext leader = Question("equal.org");
        QueryContext[] others = [Question("EQUAL.org"), Question("equal.org"), Question("equal.ORG")];
        _ = _inFlight.TryJoin(leader);

        bool[] joined = [.. others.Select(_inFlight.TryJoin)];

        Assert.That((joined.Distinct().Single(), Waiting(_inFlight.End(leader))), Is.EqualTo((true, 3)));
    }

    [TestCase("other.org", RecordType.A, false, HeaderFlags.RecursionDesired)]
    [TestCase("equal.net", RecordType.Aaaa, false, HeaderFlags.RecursionDesired)]
    [TestCase("equal.net", RecordType.A, true, HeaderFlags.RecursionDesired)]
    [TestCase("equal.net", RecordType.A, false, HeaderFlags.CheckingDisabled)]
    public void TryJoin_OtherNameTypeOrBits_AsksForItself(string name, RecordType type, bool dnssecOk, HeaderFlags flags)
    {
        QuestionsInFlight inFlight = new();
        _ = inFlight.TryJoin(Question("equal.net"));

        bool joined = inFlight.TryJoin(new ClientQuery(name, type) { HasEdns = true, DnssecOk = dnssecOk, Flags = flags }.ToContext());

        Assert.That((joined, inFlight.Count), Is.EqualTo((false, 2)));
    }

    [Test]
    public void TryJoin_AfterTheEnd_LeadsAgain()
    {
        QueryContext leader = Question("again.org");
        _ = _inFlight.TryJoin(leader);
        _ = _inFlight.End(leader);

        bool joined = _inFlight.TryJoin(Question("again.org"));

        Assert.That(joined, Is.False);
    }

    [Test]
    public void TakeWaiting_LeaderStays_LaterOnesJoinIt()
    {
        QueryContext leader = Question("stay.org");
        _ = _inFlight.TryJoin(leader);
        _ = _inFlight.TryJoin(Question("stay.org"));

        int taken = Waiting(_inFlight.TakeWaiting(leader));
        bool joined = _inFlight.TryJoin(Question("stay.org"));

        Assert.That((taken, joined, Waiting(_inFlight.End(leader))), Is.EqualTo((1, true, 1)));
    }

    [Test]
    public void Contains_QuestionAskedNow_OnlyUntilItsEnd()
    {
        QueryContext leader = Question("contained.org");
        _ = _inFlight.TryJoin(leader);
        bool during = _inFlight.Contains(CacheKey.Of(leader));

        _ = _inFlight.End(leader);

        Assert.That((during, _inFlight.Contains(CacheKey.Of(leader))), Is.EqualTo((true, false)));
    }

    [Test]
    public void TryJoin_ManyThreads_EachWaitsExactlyOnce()
    {
        const int Queries = 1000;
        int leaders = 0;
        int released = 0;

        Parallel.For(0, Queries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            QueryContext query = Question("crowd.org");
            if (!_inFlight.TryJoin(query))
            {
                _ = Interlocked.Increment(ref leaders);
                _ = Interlocked.Add(ref released, 1 + Waiting(_inFlight.End(query)));
            }
        });

        Assert.That((released, leaders > 0), Is.EqualTo((Queries, true)));
    }

    private static QueryContext Question(string name) => new ClientQuery(name).ToContext();

    private static int Waiting(QueryContext? first)
    {
        int count = 0;
        for (; first is not null; first = first.NextWaiting)
        {
            count++;
        }

        return count;
    }
}
