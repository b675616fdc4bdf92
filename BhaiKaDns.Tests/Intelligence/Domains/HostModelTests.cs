using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class HostModelTests
{
    [Test]
    public void Score_AnyName_AllocatesNothing()
    {
        byte[] name = "secure-login.account.example.top".Wire();

        Assert.That(Allocations.Of(() => _ = EmbeddedModels.Host.Score(name)), Is.Zero);
    }

    [Test]
    public void Score_AnyHost_IsThatOfItsText() => Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 20].Array[1, 6].Sample(labels =>
    {
        string host = string.Join('.', labels);
        return EmbeddedModels.Host.Score(host.Wire()).Equals(EmbeddedModels.Host.ScoreText(Encoding.ASCII.GetBytes(host)));
    });
}
