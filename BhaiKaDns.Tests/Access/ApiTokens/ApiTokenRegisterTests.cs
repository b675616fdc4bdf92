using NUnit.Framework;

namespace BhaiKaDns.Access.ApiTokens;

internal sealed class ApiTokenRegisterTests
{
    private AccessUnderTest _access = null!;

    private ApiTokenRegister Tokens => _access.Get<ApiTokenRegister>();

    [SetUp]
    public void Open() => _access = new AccessUnderTest();

    [TearDown]
    public void Close() => _access.Dispose();

    [TestCase("read", Permissions.Read)]
    [TestCase("pause", Permissions.Act)]
    [TestCase("lists", Permissions.Lists)]
    [TestCase("admin", Permissions.All)]
    [TestCase("everything", Permissions.None)]
    public async Task FindAsync_Scope_AllowsItsOwn(string scope, Permissions expected)
    {
        (_, string text) = await AddAsync(scope);

        FoundActor found = await _access.Get<ActorFinder>().FindAsync(cookie: null, text, "", CancellationToken.None);

        Assert.That((found.Actor.Permissions, found.Actor.Kind, found.SessionId), Is.EqualTo((expected, ActorKind.ApiToken, "")));
    }

    [Test]
    public async Task FindAsync_AfterARestart_IsStillGood()
    {
        (ApiToken token, string text) = await AddAsync();
        _access.Restart();

        Assert.That((await FindAsync(text))?.Id, Is.EqualTo(token.Id));
    }

    [Test]
    public async Task FindAsync_Revoked_IsNobodysAtOnce()
    {
        (ApiToken token, string text) = await AddAsync();
        ApiToken? before = await FindAsync(text);
        await Tokens.RemoveAsync(token.Id, CancellationToken.None);

        Assert.That((before is null, await FindAsync(text)), Is.EqualTo((false, (ApiToken?)null)));
    }

    [Test]
    public async Task FindAsync_AfterItsEnd_IsNoLongerGood()
    {
        (_, string text) = await AddAsync(end: _access.Time.GetUtcNow().AddHours(1));
        ApiToken? before = await FindAsync(text);
        _access.Time.Advance(TimeSpan.FromHours(1));

        Assert.That((before is null, await FindAsync(text)), Is.EqualTo((false, (ApiToken?)null)));
    }

    [Test]
    public async Task FindAsync_Used_TheLastUseIsToldToTenMinutes()
    {
        (_, string text) = await AddAsync();
        List<DateTimeOffset?> seen = [];
        foreach (int minutes in (int[])[0, 9, 1])
        {
            _access.Time.Advance(TimeSpan.FromMinutes(minutes));
            await FindAsync(text);
            seen.Add((await Tokens.AllAsync(CancellationToken.None))[0].LastUsedAt);
        }

        DateTimeOffset now = _access.Time.GetUtcNow();
        Assert.That(seen, Is.EqualTo(new DateTimeOffset?[] { now.AddMinutes(-10), now.AddMinutes(-10), now }));
    }

    [Test]
    public async Task FindAsync_WrongSecretOrShape_IsNobodys()
    {
        (ApiToken token, string text) = await AddAsync();
        string[] wrong = ["bkd_", "bkd__", $"bkd_{token.Id}", $"bkd_{token.Id}_", text + "x", text[..^1], text + new string('x', 200), $"bkd_{token.Id}_ü"];

        List<ApiToken?> found = [];
        foreach (string attempt in wrong)
        {
            found.Add(await FindAsync(attempt));
        }

        Assert.That(found, Is.All.Null);
    }

    private async Task<(ApiToken Token, string Text)> AddAsync(string scope = "read", DateTimeOffset? end = null) =>
        (await Tokens.AddAsync("lamp", [scope], "asha", end, CancellationToken.None))!.Value;

    private ValueTask<ApiToken?> FindAsync(string text) => Tokens.FindAsync(text, CancellationToken.None);
}
