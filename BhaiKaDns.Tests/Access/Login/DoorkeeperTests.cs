using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.OneTimeCodes;
using NUnit.Framework;

namespace BhaiKaDns.Access.Login;

internal sealed class DoorkeeperTests
{
    private const string Password = "a long sentence of the house";
    private const string Address = "192.168.1.5";

    private readonly IReadOnlyList<string> _recovery = RecoveryCodes.Create();
    private readonly string _secret = TimeCodes.CreateSecret();
    private AccessUnderTest _access = null!;

    private Doorkeeper Door => _access.Get<Doorkeeper>();

    [SetUp]
    public async Task AddAccountAsync()
    {
        _access = new AccessUnderTest();
        await _access.Get<UserAccounts>().AddAsync(
            new UserAccount
            {
                Name = "asha",
                Role = Role.Admin,
                PasswordHash = await _access.Get<PasswordHasher>().HashAsync(Password, CancellationToken.None),
                CreatedAt = _access.Time.GetUtcNow(),
                CodeSecret = _access.Get<CodeSecrets>().Protect(_secret),
                RecoveryHashes = [.. _recovery.Select(RecoveryCodes.HashOf)],
            },
            onlyFirst: true,
            CancellationToken.None);
    }

    [TearDown]
    public void Close() => _access.Dispose();

    [Test]
    public async Task TryAsync_RecoveryCode_IsGoodOnce()
    {
        string typed = _recovery[3].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant();

        LoginResult first = await TryAsync(typed);
        LoginResult second = await TryAsync(typed);
        LoginResult another = await TryAsync(_recovery[4]);

        Assert.That((first.Error, second.Error, another.Error), Is.EqualTo((LoginError.None, LoginError.Wrong, LoginError.None)));
    }

    [Test]
    public async Task TryAsync_RecoveryCodeAtTheSameMoment_IsTakenOnce()
    {
        LoginResult[] results = await Task.WhenAll(TryAsync(_recovery[0]), TryAsync(_recovery[0]));

        Assert.That(results.Count(result => result.IsGood), Is.EqualTo(1));
    }

    [Test]
    public async Task TryAsync_CodeOfTheApp_IsGoodOnce()
    {
        string code = TimeCodes.At(_secret, _access.Time.GetUtcNow());

        LoginResult first = await TryAsync(code);
        LoginResult second = await TryAsync(code);

        Assert.That((first.Error, second.Error), Is.EqualTo((LoginError.None, LoginError.Wrong)));
    }

    [Test]
    public async Task TryCodeAsync_TicketOfTheFirstStep_EndsAfterFiveMinutesAndAfterUse()
    {
        LoginResult first = await TryAsync(null);
        LoginResult good = await Door.TryCodeAsync(first.Ticket, _recovery[0], Address, CancellationToken.None);
        LoginResult again = await Door.TryCodeAsync(first.Ticket, _recovery[1], Address, CancellationToken.None);
        LoginResult late = await TryAsync(null);
        _access.Time.Advance(TimeSpan.FromMinutes(5));
        LoginResult tooLate = await Door.TryCodeAsync(late.Ticket, _recovery[1], Address, CancellationToken.None);

        Assert.That((first.Error, good.Error, again.Error, tooLate.Error), Is.EqualTo((LoginError.CodeNeeded, LoginError.None, LoginError.TooLate, LoginError.TooLate)));
    }

    [Test]
    public async Task TryAsync_RightPasswordBetweenWrongCodes_DoesNotShortenTheDelay()
    {
        List<LoginError> errors = [];
        for (int attempt = 0; attempt < 4; attempt++)
        {
            LoginResult first = await TryAsync(null);
            errors.Add(first.Error is LoginError.CodeNeeded ? (await Door.TryCodeAsync(first.Ticket, "000-000", Address, CancellationToken.None)).Error : first.Error);
        }

        Assert.That(errors, Is.EqualTo(new[] { LoginError.Wrong, LoginError.Wrong, LoginError.Wrong, LoginError.MustWait }));
    }

    [Test]
    public async Task TryAsync_AfterARestart_KeepsWhichCodesAreUsedUp()
    {
        await TryAsync(_recovery[0]);
        _access.Restart();

        LoginResult again = await TryAsync(_recovery[0]);

        Assert.That(again.Error, Is.EqualTo(LoginError.Wrong));
    }

    private Task<LoginResult> TryAsync(string? code) => Door.TryAsync("Asha", Password, code, Address, CancellationToken.None);
}
