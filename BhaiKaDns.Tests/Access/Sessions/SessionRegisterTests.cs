using NUnit.Framework;

namespace BhaiKaDns.Access.Sessions;

internal sealed class SessionRegisterTests
{
    private AccessUnderTest _access = null!;

    private SessionRegister Sessions => _access.Get<SessionRegister>();

    [SetUp]
    public void Open() => _access = new AccessUnderTest();

    [TearDown]
    public void Close() => _access.Dispose();

    [Test]
    public async Task FindByCookieAsync_AfterARestart_IsStillSignedIn()
    {
        IssuedSession issued = await OpenAsync("asha");
        _access.Restart();

        LoginSession? found = await FindAsync(issued);

        Assert.That(found, Is.EqualTo(issued.Session));
    }

    [TestCase("", 0)]
    [TestCase("x", 1)]
    [TestCase("", 2)]
    public async Task FindByCookieAsync_SecretOrIdChanged_IsNobody(string put, int part)
    {
        IssuedSession issued = await OpenAsync("asha");
        string[] parts = issued.Token.Split('.');
        string token = part == 0 ? put : part == 1 ? $"{put}.{parts[1]}" : $"{parts[0]}.{put}";

        LoginSession? found = await Sessions.FindByCookieAsync(token, CancellationToken.None);

        Assert.That(found, Is.Null);
    }

    [Test]
    public async Task FindByCookieAsync_UsedEverySixDays_EndsAfterThirtyDaysInAnyCase()
    {
        IssuedSession issued = await OpenAsync("asha");
        List<bool> found = [];
        for (int day = 6; day <= 30; day += 6)
        {
            _access.Time.Advance(TimeSpan.FromDays(6));
            found.Add(await FindAsync(issued) is not null);
        }

        Assert.That(found, Is.EqualTo(new[] { true, true, true, true, false }));
    }

    [Test]
    public async Task FindByCookieAsync_NotUsedForAWeek_HasEndedAndIsInNoList()
    {
        IssuedSession issued = await OpenAsync("asha");
        _access.Time.Advance(TimeSpan.FromDays(7));

        Assert.That((await FindAsync(issued), (await Sessions.ListAsync(CancellationToken.None)).Count), Is.EqualTo(((LoginSession?)null, 0)));
    }

    [Test]
    public async Task EndAsync_Some_EndsThoseAtOnceAndForGood()
    {
        IssuedSession ended = await OpenAsync("asha");
        IssuedSession other = await OpenAsync("ravi");

        int count = await Sessions.EndAsync(session => session.IsOf("ASHA"), CancellationToken.None);
        LoginSession? before = await FindAsync(ended);
        _access.Restart();

        Assert.That((count, before, await FindAsync(ended), await FindAsync(other)), Is.EqualTo((1, (LoginSession?)null, (LoginSession?)null, other.Session)));
    }

    [Test]
    public async Task ListAsync_Several_LastUsedFirst()
    {
        IssuedSession first = await OpenAsync("asha");
        _access.Time.Advance(TimeSpan.FromMinutes(1));
        IssuedSession second = await OpenAsync("ravi");
        _access.Time.Advance(TimeSpan.FromMinutes(10));
        await FindAsync(first);

        IReadOnlyList<LoginSession> listed = await Sessions.ListAsync(CancellationToken.None);

        Assert.That(listed.Select(session => session.Id), Is.EqualTo(new[] { first.Session.Id, second.Session.Id }));
    }

    [Test]
    public async Task OpenAsync_MoreThanAUserMayHave_TheOldestGivesWay()
    {
        IssuedSession oldest = await OpenAsync("asha");
        for (int number = 0; number < SessionRegister.MaxSessionsOfUser; number++)
        {
            _access.Time.Advance(TimeSpan.FromSeconds(1));
            await OpenAsync("asha");
        }

        Assert.That((await FindAsync(oldest), (await Sessions.ListAsync(CancellationToken.None)).Count), Is.EqualTo(((LoginSession?)null, SessionRegister.MaxSessionsOfUser)));
    }

    [Test]
    public async Task RotateAsync_RefreshTokenASecondTime_EndsTheLogin()
    {
        IssuedSession issued = await OpenAsync("asha", ActorKind.AccessToken);
        RefreshResult good = await RotateAsync(issued.Token);

        RefreshResult reused = await RotateAsync(issued.Token);
        RefreshResult honest = await RotateAsync(good.Issued!.Token);

        Assert.That((reused.Issued, reused.ReusedBy, honest), Is.EqualTo(((IssuedSession?)null, "asha", RefreshResult.Unknown)));
    }

    [Test]
    public async Task RotateAsync_OneTokenAtTheSameMoment_IsTakenOnce()
    {
        IssuedSession issued = await OpenAsync("asha", ActorKind.AccessToken);

        RefreshResult[] results = await Task.WhenAll(RotateAsync(issued.Token), RotateAsync(issued.Token));

        Assert.That(results.Count(result => result.Issued is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task RotateAsync_CookieOfABrowser_IsNoRefreshTokenAndStaysGood()
    {
        IssuedSession issued = await OpenAsync("asha");

        RefreshResult result = await RotateAsync(issued.Token);

        Assert.That((result, await FindAsync(issued)), Is.EqualTo((RefreshResult.Unknown, issued.Session)));
    }

    [Test]
    public async Task RotateAsync_NotUsedForThirtyDays_IsNoLongerGood()
    {
        IssuedSession issued = await OpenAsync("asha", ActorKind.AccessToken);
        _access.Time.Advance(TimeSpan.FromDays(30));

        RefreshResult result = await RotateAsync(issued.Token);

        Assert.That(result, Is.EqualTo(RefreshResult.Unknown));
    }

    private Task<IssuedSession> OpenAsync(string user, ActorKind kind = ActorKind.Session) => Sessions.OpenAsync(user, kind, "192.168.1.5", "a browser", CancellationToken.None);

    private ValueTask<LoginSession?> FindAsync(IssuedSession issued) => Sessions.FindByCookieAsync(issued.Token, CancellationToken.None);

    private Task<RefreshResult> RotateAsync(string token) => Sessions.RotateAsync(token, CancellationToken.None);
}
