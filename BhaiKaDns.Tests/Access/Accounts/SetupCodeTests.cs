using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Access.Accounts;

internal sealed class SetupCodeTests
{
    private AccessUnderTest _access = null!;
    private FakeLogger<SetupCode> _log = null!;

    [SetUp]
    public void SetUp() => (_access, _log) = (new AccessUnderTest(), new FakeLogger<SetupCode>());

    [TearDown]
    public void TearDown() => _access.Dispose();

    [Test]
    public async Task IsRight_AskedTwice_StaysGoodUntilUsedUp()
    {
        SetupCode code = new(_access.Get<UserAccounts>(), _log);
        await code.AnnounceAsync(CancellationToken.None);
        string shown = Regex.Match(_log.LatestRecord.Message, "[A-Z2-9]{4}-[A-Z2-9]{4}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        (bool first, bool second) = (code.IsRight(shown), code.IsRight(shown));
        code.UseUp();

        Assert.That((first, second, code.IsRight(shown)), Is.EqualTo((true, true, false)));
    }
}
