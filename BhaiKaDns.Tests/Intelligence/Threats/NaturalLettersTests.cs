using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class NaturalLettersTests
{
    [TestCase("www.images", false)]
    [TestCase("connectivity-check.services", false)]
    [TestCase("r7cvvo5y2x5mnik5ggjndzgykivoz", true)]
    [TestCase("699014116de7b364.x", true)]
    [TestCase("9516fb1567179bf8e0.ns1", true)]
    [TestCase("201.72.22.71.zen", false)]
    [TestCase("0.0.0.0.r7cvvo5y2x5mnik5ggjndzgykivoz", true)]
    [TestCase("b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.zen", false)]
    [TestCase("r7.cv.vo.5y.2x.5m.ni.k5.gg.jn.dz.gy.ki.vo.z5", true)]
    public void Read_Subdomain_TellsCodesFromWords(string subdomain, bool isCoded)
    {
        byte[] name = WireNames.Of(subdomain);

        SubdomainText text = NaturalLetters.Shipped.Read(name.AsSpan(0, name.Length - 1));

        Assert.That(text.IsCoded, Is.EqualTo(isCoded), text.ToString());
    }

    [Test]
    public void Parse_WhatLearnWrote_ReadsTheSame()
    {
        string text = NaturalLetters.Learn(["www", "mail.eu", "api-1"]);
        byte[] name = WireNames.Of("www");

        float ordinary = NaturalLetters.Parse(text).Read(name.AsSpan(0, 4)).MeanBits;

        Assert.That(ordinary, Is.LessThan(NaturalLetters.Parse(NaturalLetters.Learn([])).Read(name.AsSpan(0, 4)).MeanBits));
    }

    [TestCase("")]
    [TestCase("0123\n")]
    public void Parse_AnotherText_IsRefused(string text)
    {
        Assert.That(() => NaturalLetters.Parse(text), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void Read_AnyOctets_NeverFails() =>
        Gen.Byte.Array[0, 300].Sample(octets => NaturalLetters.Shipped.Read(octets).Letters <= octets.Length);
}
