using NUnit.Framework;

namespace BhaiKaDns.Access.OneTimeCodes;

internal sealed class RecoveryCodesTests
{
    [Test]
    public void Use_EachOnce_LeavesNone()
    {
        IReadOnlyList<string> codes = RecoveryCodes.Create();
        IReadOnlyList<string>? left = [.. codes.Select(RecoveryCodes.HashOf)];
        foreach (string code in codes)
        {
            left = RecoveryCodes.Use(left!, code);
            Assert.That(RecoveryCodes.Use(left!, code), Is.Null);
        }

        Assert.That(left, Is.Empty);
    }

    [TestCase("")]
    [TestCase("abcd-efgh")]
    [TestCase("abcd-efgh-jkmz")]
    public void Use_NoneOfThem_IsRefused(string code) => Assert.That(RecoveryCodes.Use([RecoveryCodes.HashOf("abcd-efgh-jkmn")], code), Is.Null);
}
