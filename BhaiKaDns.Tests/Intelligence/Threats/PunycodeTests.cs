using System.Globalization;
using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class PunycodeTests
{
    [TestCase("80ak6aa92e", "аррӏе")]
    [TestCase("bcher-kva", "bücher")]
    [TestCase("mnchen-3ya", "münchen")]
    [TestCase("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文")]
    public void TryDecode_KnownLabel_GivesItsText(string octets, string expected) => Assert.That(Decode(octets), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("99999999999999999999")]
    [TestCase("a_b")]
    public void TryDecode_NoPunycode_IsRefused(string octets) => Assert.That(Decode(octets), Is.Null);

    [Test]
    public void TryDecode_AnyOctets_StaysWithinBounds() => Gen.Byte.Array[0, 70].Sample(octets =>
    {
        int[] codePoints = new int[Punycode.MaxCodePoints];
        return Punycode.TryDecode(octets, codePoints, out int count) ? count is > 0 and <= Punycode.MaxCodePoints : count == 0;
    });

    [Test]
    public void TryDecode_WhatTheFrameworkEncoded_GivesItBack() => Gen.String[Gen.Char['а', 'я'], 1, 12].Sample(text =>
        Decode(new IdnMapping().GetAscii(text)["xn--".Length..]) == text);

    private static string? Decode(string octets)
    {
        int[] codePoints = new int[Punycode.MaxCodePoints];
        return Punycode.TryDecode(Encoding.ASCII.GetBytes(octets), codePoints, out int count)
            ? string.Concat(codePoints.Take(count).Select(char.ConvertFromUtf32))
            : null;
    }
}
