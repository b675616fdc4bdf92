using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class DisplayTextTests
{
    [TestCase(0, "0")]
    [TestCase(12_345, "12,345")]
    [TestCase(999_999, "999,999")]
    [TestCase(1_234_567, "1.23 M")]
    [TestCase(4_500_000_000, "4.50 G")]
    public void Count_AnySize_StaysShort(long count, string expected) => Assert.That(DisplayText.Count(count), Is.EqualTo(expected));

    [TestCase(38u, "0.04 ms")]
    [TestCase(21_450u, "21.5 ms")]
    [TestCase(450_000u, "450 ms")]
    [TestCase(4_200_000u, "4.2 s")]
    public void Elapsed_AnySpan_HasItsUnit(uint microseconds, string expected) => Assert.That(DisplayText.Elapsed(microseconds), Is.EqualTo(expected));

    [TestCase((ushort)28, "AAAA")]
    [TestCase((ushort)65, "HTTPS")]
    [TestCase((ushort)65400, "TYPE65400")]
    public void Type_KnownOrNot_IsWrittenAsInZoneFiles(ushort type, string expected) =>
        Assert.That(DisplayText.Type((RecordType)type), Is.EqualTo(expected));

    [Test]
    public void Name_AnyText_HasNoCharacterThatActs() => Gen.String.Sample(text =>
    {
        string shown = DisplayText.Name(text);
        return shown.All(character => !char.IsControl(character) && !char.IsWhiteSpace(character)
            && char.GetUnicodeCategory(character) is not System.Globalization.UnicodeCategory.Format);
    });

    [Test]
    public void Split_AnyName_LosesNothing() => Gen.String.Sample(name =>
    {
        (string head, string tail) = DisplayText.Split(name);
        return head + tail == name;
    });
}
