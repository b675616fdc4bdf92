using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Syntax;

[TestFixture]
internal sealed class ListLineReaderTests
{
    [Test]
    public void TryRead_AnyTextAndBuffer_GivesTheLinesOfTheText() =>
        Gen.Select(Gen.Char["ab\n"].Array[0, 200], Gen.Int[64, 80]).Sample((characters, bufferLength) =>
        {
            string text = new(characters);
            string[] expected = [.. text.Split('\n').Where((line, index) => index < text.Count(letter => letter == '\n') || line.Length > 0)];

            List<string> lines = ReadAll(text, bufferLength, out bool isTooLong);

            return isTooLong ? expected.Any(line => line.Length >= bufferLength) : lines.SequenceEqual(expected);
        });

    [Test]
    public void TryRead_ByteOrderMark_IsSkipped()
    {
        List<string> lines = ReadAll("\uFEFFa.example\nb.example", 64, out _);

        Assert.That(lines, Is.EqualTo((string[])["a.example", "b.example"]));
    }

    [Test]
    public void TryRead_LineLongerThanTheBuffer_IsMarkedAndTheNextIsWhole()
    {
        List<string> lines = ReadAll(new string('a', 500) + "\nb.example\n", 64, out bool isTooLong);

        Assert.That(isTooLong, Is.True);
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[1], Is.EqualTo("b.example"));
    }

    private static List<string> ReadAll(string text, int bufferLength, out bool isTooLong)
    {
        ListLineReader reader = new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new byte[bufferLength]);
        List<string> lines = [];
        isTooLong = false;
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
            isTooLong |= reader.IsTooLong;
        }

        return lines;
    }
}
