using System.Buffers.Text;
using System.Text;
using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Hosting;
using NUnit.Framework;

namespace BhaiKaDns.Access.Jwt;

internal sealed class AccessTokensTests
{
    private AccessUnderTest _access = null!;

    private AccessTokens Tokens => _access.Get<AccessTokens>();

    [SetUp]
    public void Open() => _access = new AccessUnderTest();

    [TearDown]
    public void Close() => _access.Dispose();

    [Test]
    public async Task ReadAsync_AfterARestart_IsStillGood()
    {
        string token = Issue();
        _access.Restart();

        Assert.That(await Tokens.ReadAsync(token), Is.EqualTo(("asha", "session")));
    }

    [Test]
    public async Task ReadAsync_AfterItsLifetime_IsNoLongerGood()
    {
        string token = Issue();
        _access.Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        (string, string)? before = await Tokens.ReadAsync(token);
        _access.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((before.HasValue, await Tokens.ReadAsync(token)), Is.EqualTo((true, ((string, string)?)null)));
    }

    [Test]
    public async Task ReadAsync_AnyOctetOfItsClaimsChanged_IsRefused()
    {
        string[] parts = Issue().Split('.');
        string claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("asha", "ravi", StringComparison.Ordinal);

        (string, string)? read = await Tokens.ReadAsync($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}");

        Assert.That(read, Is.Null);
    }

    [TestCase("""{"alg":"none","typ":"JWT"}""", "")]
    [TestCase("""{"alg":"none","typ":"JWT"}""", null)]
    [TestCase("""{"alg":"HS256","typ":"JWT"}""", null)]
    [TestCase("""{"alg":"HS256","typ":"JWT","kid":"another"}""", null)]
    public async Task ReadAsync_AnotherHeader_IsRefused(string header, string? signature)
    {
        string[] parts = Issue().Split('.');

        (string, string)? read = await Tokens.ReadAsync($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.{signature ?? parts[2]}");

        Assert.That(read, Is.Null);
    }

    [Test]
    public async Task ReadAsync_SignedByAnotherHome_IsRefused()
    {
        using AccessUnderTest other = new();
        string token = other.Get<AccessTokens>().Issue("asha", "session").Token;
        _ = Issue();

        Assert.That(await Tokens.ReadAsync(token), Is.Null);
    }

    [Test]
    public async Task ReadAsync_SignedByAnotherKeyUnderOurKeysId_IsRefused()
    {
        using AccessUnderTest other = new();
        string key = other.Get<SigningKeys>().Current().Id;
        string token = other.Get<AccessTokens>().Issue("asha", "session").Token;
        string[] parts = token.Split('.');
        _ = Issue();
        string header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])).Replace(key, _access.Get<SigningKeys>().Current().Id, StringComparison.Ordinal);

        (string, string)? read = await Tokens.ReadAsync($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.{parts[2]}");

        Assert.That(read, Is.Null);
    }

    [Test]
    public async Task Issue_KeyIsOld_SignsWithANewOneAndTakesTheOldOnesTokens()
    {
        SigningKey first = _access.Get<SigningKeys>().Current();
        _access.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        string old = Issue();
        _access.Time.Advance(TimeSpan.FromMinutes(1));
        _ = Issue();

        Assert.That((_access.Get<SigningKeys>().Current().Id == first.Id, (await Tokens.ReadAsync(old)).HasValue), Is.EqualTo((false, true)));
    }

    [Test]
    public void Find_KeyWhoseLastTokenHasEnded_IsGone()
    {
        SigningKey first = _access.Get<SigningKeys>().Current();
        _access.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(15));

        Assert.That(_access.Get<SigningKeys>().Find(first.Id), Is.Null);
    }

    [Test]
    public void Current_KeysFile_IsForTheServerAlone()
    {
        _ = _access.Get<SigningKeys>().Current();
        string path = _access.Get<DataDirectory>().Combine(SigningKeys.FileName);

        Assert.That(OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task FindAsync_LoginEndedOrUserRemoved_TheTokenIsNobodys(bool isLoginEnded)
    {
        UserAccounts accounts = _access.Get<UserAccounts>();
        SessionRegister sessions = _access.Get<SessionRegister>();
        await accounts.AddAsync(AccountOf("asha", Role.Admin), onlyFirst: true, CancellationToken.None);
        await accounts.AddAsync(AccountOf("ravi", Role.Viewer), onlyFirst: false, CancellationToken.None);
        IssuedSession login = await sessions.OpenAsync("ravi", ActorKind.AccessToken, "", "", CancellationToken.None);
        string token = Tokens.Issue("ravi", login.Session.Id).Token;
        FoundActor before = await FindAsync(token);
        _ = isLoginEnded ? await sessions.EndAsync(session => session.Id == login.Session.Id, CancellationToken.None) : (int)await accounts.RemoveAsync("ravi", CancellationToken.None);

        FoundActor after = await FindAsync(token);

        Assert.That((before.Actor.Name, before.Actor.Role, after), Is.EqualTo(("ravi", Role.Viewer, FoundActor.Nobody)));
    }

    [Test]
    public async Task FindAsync_TokenOfABrowsersSession_IsNobodys()
    {
        await _access.Get<UserAccounts>().AddAsync(AccountOf("asha", Role.Admin), onlyFirst: true, CancellationToken.None);
        IssuedSession browser = await _access.Get<SessionRegister>().OpenAsync("asha", ActorKind.Session, "", "", CancellationToken.None);

        FoundActor found = await FindAsync(Tokens.Issue("asha", browser.Session.Id).Token);

        Assert.That(found, Is.EqualTo(FoundActor.Nobody));
    }

    private string Issue() => Tokens.Issue("asha", "session").Token;

    private ValueTask<FoundActor> FindAsync(string bearer) => _access.Get<ActorFinder>().FindAsync(cookie: null, bearer, "192.168.1.5", CancellationToken.None);

    private static UserAccount AccountOf(string name, Role role) => new() { Name = name, Role = role, PasswordHash = "-", CreatedAt = DateTimeOffset.UnixEpoch };
}
