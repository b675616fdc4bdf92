using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Admission;

internal sealed class ResponseRateLimiterTests
{
    private const string Stranger = "203.0.113.5";

    private static readonly DnsOptions OpenToAll = new() { AllowedNetworks = ["any"] };
    private static readonly AdmissionOptions Small = new() { ResponsesPerSecond = 4 };

    private readonly QueryContext _query = new ClientQuery("example.org").ToContext();

    [Test]
    public void Judge_AlikeResponsesOverTheRate_AlternateBetweenTruncatedAndDropped()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);

        ResponseRate[] rates = [.. Enumerable.Range(0, 8).Select(_ => admission.Judge(_query, Stranger))];

        Assert.That(rates, Is.EqualTo(new[]
        {
            ResponseRate.Send, ResponseRate.Send, ResponseRate.Send, ResponseRate.Send,
            ResponseRate.Truncate, ResponseRate.Drop, ResponseRate.Truncate, ResponseRate.Drop,
        }));
    }

    [Test]
    public void Judge_ASecondLater_SendsAgain()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);
        _ = SentOf(admission, 8, Stranger);

        Assert.That(admission.Judge(_query, Stranger, nowMs: 1000), Is.EqualTo(ResponseRate.Send));
    }

    [Test]
    public void Judge_NeighboursOfOneNetwork_AreCountedTogether()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);

        int sent = SentOf(admission, 10, Stranger) + SentOf(admission, 10, "203.0.113.200");

        Assert.That(sent, Is.EqualTo(4));
    }

    [Test]
    public void Judge_OtherNameOrNetwork_IsCountedApart()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);
        _ = SentOf(admission, 10, Stranger);

        ResponseRate otherName = admission.Judge(new ClientQuery("example.net").ToContext(), Stranger);
        ResponseRate otherNetwork = admission.Judge(_query, "198.51.100.5");

        Assert.That((otherName, otherNetwork), Is.EqualTo((ResponseRate.Send, ResponseRate.Send)));
    }

    [Test]
    public void Judge_MissingNamesAtRandom_AreAlike()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);

        int sent = Enumerable.Range(0, 20).Count(index =>
            admission.Judge(new ClientQuery($"random{index}.example.org").ToContext(), Stranger, ResponseCode.NameError) is ResponseRate.Send);

        Assert.That(sent, Is.EqualTo(4));
    }

    [TestCase("192.168.1.5")]
    [TestCase("::1")]
    public void Judge_ClientOfTheHome_IsNeverHeldBack(string client)
    {
        using AdmissionHarness admission = new(Small, OpenToAll);

        Assert.That(SentOf(admission, 100, client), Is.EqualTo(100));
    }

    [Test]
    public void Judge_OverTcp_IsNeverHeldBack()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);
        QueryContext overTcp = new ClientQuery("example.org").ToContext(TransportProtocol.Tcp);

        int sent = Enumerable.Range(0, 100).Count(_ => admission.Judge(overTcp, Stranger) is ResponseRate.Send);

        Assert.That(sent, Is.EqualTo(100));
    }

    [Test]
    public void Judge_NotOpenToAll_CountsNothing()
    {
        using AdmissionHarness admission = new(Small);

        Assert.That(SentOf(admission, 100, Stranger), Is.EqualTo(100));
    }

    [Test]
    public void Judge_AnyResponse_AllocatesNothing()
    {
        using AdmissionHarness admission = new(Small, OpenToAll);
        _ = admission.Judge(_query, Stranger);

        Assert.That(Allocations.Of(() => admission.Responses.Judge(_query, ResponseCode.NoError, 0)), Is.Zero);
    }

    private int SentOf(AdmissionHarness admission, int responses, string client) =>
        Enumerable.Range(0, responses).Count(_ => admission.Judge(_query, client) is ResponseRate.Send);
}
