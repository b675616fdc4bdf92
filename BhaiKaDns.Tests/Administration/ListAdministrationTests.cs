using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Fakes;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using NUnit.Framework;

namespace BhaiKaDns.Administration;

internal sealed class ListAdministrationTests
{
    private static readonly Actor Admin = Actor.OfUser("asha", Role.Admin, ActorKind.Session, "192.168.1.5");
    private static readonly Actor Parent = Actor.OfUser("ravi", Role.Parent, ActorKind.Session, "192.168.1.6");

    private PolicyHome _home = null!;

    private ListAdministration Administration => _home.Get<ListAdministration>();

    [SetUp]
    public async Task MakeHomeAsync()
    {
        _home = new PolicyHome(PolicyHome.OneList("https://lists.example/one.txt"));
        await _home.Store.LoadAsync(CancellationToken.None);
    }

    [TearDown]
    public void EndHome() => _home.Dispose();

    [Test]
    public async Task Refresh_Admin_EndsWithTheListInForce()
    {
        _home.Server.Answer = _ => ListServer.Text("ads.example\n");

        Outcome outcome = Administration.Refresh(Admin, list: null, accept: false);
        await EndedAsync();

        ListJobReport job = Administration.JobsNow.Single();
        Assert.That((outcome.Id, job.State, job.By, job.Lists.Single().Stage, job.Lists.Single().Octets), Is.EqualTo((job.Id, "done", "asha", "done", 12L)));
        Assert.That(_home.Judge("ads.example").IsBlocked, Is.True);
    }

    [Test]
    public async Task Refresh_WhileTheBodyComes_ShowsHowMuchOfIt()
    {
        using HeldStream body = new("ads.example\n");
        _home.Server.Answer = _ => Held(body, announced: 1000);

        Administration.Refresh(Admin, list: null, accept: false);
        await Eventually.IsTrueAsync(() => StepNow().Octets > 0);

        Assert.That((StepNow().Stage, StepNow().Octets, StepNow().TotalOctets), Is.EqualTo(("fetching", 12L, (long?)1000L)));
        body.Release();
        await EndedAsync();
        Assert.That((StepNow().Stage, StepNow().Problem), Is.EqualTo(("failed", "broke off")));
    }

    [Test]
    public async Task Cancel_WhileTheBodyComes_KeepsTheCopy()
    {
        _home.Server.Answer = _ => ListServer.Text("ads.example\n");
        await Administration.RefreshAsync(Admin, list: null, accept: false, CancellationToken.None);
        using HeldStream body = new("other.example\n");
        _home.Server.Answer = _ => Held(body, announced: null);
        Outcome started = Administration.Refresh(Admin, list: null, accept: false);
        await Eventually.IsTrueAsync(() => StepNow() is { Stage: "fetching", Octets: > 0 });

        Outcome cancelled = Administration.Cancel(Admin, started.Id!);
        await EndedAsync();

        Assert.That((cancelled.IsDone, Administration.JobsNow[0].State, StepNow().Stage), Is.EqualTo((true, "cancelled", "cancelled")));
        Assert.That((_home.Judge("ads.example").IsBlocked, _home.Judge("other.example").IsBlocked), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Refresh_SameWishWhileItRuns_IsTheSameJob()
    {
        using HeldStream body = new("ads.example\n");
        _home.Server.Answer = _ => Held(body, announced: null);

        Outcome first = Administration.Refresh(Admin, list: null, accept: false);
        Outcome second = Administration.Refresh(Admin, list: null, accept: false);
        body.Release();
        await EndedAsync();

        Assert.That((second.Id, Administration.JobsNow.Count), Is.EqualTo((first.Id, 1)));
    }

    [Test]
    public void Refresh_Parent_MayNot()
    {
        Outcome refresh = Administration.Refresh(Parent, list: null, accept: false);
        Outcome cancel = Administration.Cancel(Parent, "x");

        Assert.That((refresh.Kind, cancel.Kind, Administration.JobsNow.Count), Is.EqualTo((OutcomeKind.Forbidden, OutcomeKind.Forbidden, 0)));
    }

    [Test]
    public void Refresh_NoSuchList_IsToldSo()
    {
        Outcome outcome = Administration.Refresh(Admin, list: 999, accept: false);

        Assert.That(outcome.Kind, Is.EqualTo(OutcomeKind.NotFound));
    }

    [Test]
    public async Task RefreshAsync_Accept_TakesWhatWasHeldBackAndSaysSoInTheTrail()
    {
        _home.Server.Answer = _ => ListServer.Text(string.Concat(Enumerable.Range(0, 2000).Select(number => $"n{number}.example\n")));
        await Administration.RefreshAsync(Admin, list: null, accept: false, CancellationToken.None);
        _home.Server.Answer = _ => ListServer.Text("n1.example\n");
        await Administration.RefreshAsync(Admin, list: null, accept: false, CancellationToken.None);
        ushort id = _home.Get<ListOverview>().Take().Single(list => list.State == "held-back").Id;

        await Administration.RefreshAsync(Admin, id, accept: true, CancellationToken.None);

        AuditEntry entry = (await _home.Get<AuditTrail>().ReadAsync(new AuditFilter(), before: null, 1, CancellationToken.None)).Single();
        Assert.That((entry.Action, entry.Subject, _home.Judge("n1.example").IsBlocked, _home.Judge("n2.example").IsBlocked), Is.EqualTo(("list.accept", "one", true, false)));
    }

    private static HttpResponseMessage Held(Stream body, long? announced)
    {
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(new OneWayStream(body)) };
        response.Content.Headers.ContentLength = announced;
        return response;
    }

    private ListStepReport StepNow() => Administration.JobsNow[0].Lists.Single();

    private Task EndedAsync() => Eventually.IsTrueAsync(() => Administration.JobsNow.All(job => !job.IsRunning));
}
