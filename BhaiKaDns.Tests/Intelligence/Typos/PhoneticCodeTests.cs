using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Typos;

[TestFixture]
internal sealed class PhoneticCodeTests
{
    [TestCase("fonebook", "phonebook")]
    [TestCase("nightshop", "nitshop")]
    [TestCase("commerce", "comerse")]
    public void Of_AlikeSounds_AreEqual(string left, string right)
        => Assert.That(PhoneticCode.Of(Encoding.ASCII.GetBytes(left)), Is.EqualTo(PhoneticCode.Of(Encoding.ASCII.GetBytes(right))));

    [Test]
    public void Of_AnyOctets_Ends() => Gen.Byte.Array[0, 63].Sample(label => PhoneticCode.Of(label) < 1UL << 60);
}
