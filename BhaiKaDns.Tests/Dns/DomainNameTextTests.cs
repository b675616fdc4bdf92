using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class DomainNameTextTests
{
    [TestCase("example.com", "076578616d706c6503636f6d00")]
    [TestCase(".", "00")]
    [TestCase(@"a\.b.c", "03612e620163" + "00")]
    [TestCase(@"a\\b", "03615c62" + "00")]
    [TestCase(@"\000\255\032", "0300ff20" + "00")]
    public void ToText_ValidName_IsPresentationForm(string text, string hex)
    {
        byte[] wire = Convert.FromHexString(hex);

        string result = DomainNameText.ToText(wire);

        Assert.That(result, Is.EqualTo(text));
    }

    [TestCase("Example.COM.", "076578616d706c6503636f6d00")]
    [TestCase("example.com", "076578616d706c6503636f6d00")]
    [TestCase(".", "00")]
    [TestCase(@"\065.b", "0161016200")]
    [TestCase(@"\a\*", "02612a00")]
    [TestCase(@"x\.", "02782e00")]
    public void TryParse_Text_GivesLowerCaseWireForm(string text, string hex)
    {
        byte[] wire = new byte[DomainName.MaxLength];

        bool parsed = DomainNameText.TryParse(text, wire, out int length);

        Assert.That((parsed, Convert.ToHexStringLower(wire.AsSpan(0, length))), Is.EqualTo((true, hex)));
    }

    [TestCase("")]
    [TestCase("..")]
    [TestCase(".a")]
    [TestCase("a..b")]
    [TestCase("a..")]
    [TestCase(@"a\")]
    [TestCase(@"a\1")]
    [TestCase(@"a\12")]
    [TestCase(@"a\256")]
    [TestCase(@"a\12x")]
    [TestCase("bücher.de")]
    [TestCase(@"\ü.de")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void TryParse_NoName_IsRefused(string text)
    {
        bool parsed = DomainNameText.TryParse(text, new byte[DomainName.MaxLength], out int length);

        Assert.That((parsed, length), Is.EqualTo((false, 0)));
    }

    [TestCase(253, true)]
    [TestCase(254, false)]
    public void TryParse_LongName_HoldsTheLimitOf255Octets(int characters, bool accepted)
    {
        string text = string.Concat(Enumerable.Range(0, characters).Select(index => index % 50 == 49 ? '.' : 'a'));

        bool parsed = DomainNameText.TryParse(text, new byte[DomainName.MaxLength], out int length);

        Assert.That((parsed, length), Is.EqualTo((accepted, accepted ? characters + 2 : 0)));
    }

    [TestCase(0)]
    [TestCase(12)]
    public void TryParse_BufferTooSmall_IsRefused(int size)
    {
        bool parsed = DomainNameText.TryParse("example.com", new byte[size], out _);

        Assert.That(parsed, Is.False);
    }

    [Test]
    public void TryParse_TextOfAnyName_GivesTheNameBack() =>
        WireGen.Name.Sample(wire =>
        {
            byte[] back = new byte[DomainName.MaxLength];

            bool parsed = DomainNameText.TryParse(DomainNameText.ToText(wire), back, out int length);

            return parsed && back.AsSpan(0, length).SequenceEqual(wire);
        });

    [Test]
    public void ToText_AnyOctets_NeverThrowsAndIsGraphicAscii() =>
        Gen.Byte.Array[0, 400].Sample(octets => DomainNameText.ToText(octets).All(character => character is > ' ' and < '\u007F'));

    [Test]
    public void TryParse_AnyText_NeverThrows() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab.\\019"], 0, 300]).Sample(text => DomainNameText.TryParse(text, new byte[DomainName.MaxLength], out int length) == length > 0);
}
