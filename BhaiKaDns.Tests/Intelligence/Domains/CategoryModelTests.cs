using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class CategoryModelTests
{
    [Test]
    public void Guess_AnyName_AllocatesNothing()
    {
        byte[] name = "casino-bonus.com"u8.ToArray();

        Assert.That(Allocations.Of(() => _ = EmbeddedModels.Category.Guess(name)), Is.Zero);
    }

    [Test]
    public void Likely_PlainCase_IsTold() => Assert.That(EmbeddedModels.Category.Likely("online-casino-poker.com"u8), Is.EqualTo("gambling"));

    [Test]
    public void Likely_NothingToGoBy_IsNotTold() => Assert.That(EmbeddedModels.Category.Likely("qz.com"u8), Is.Null);
}
