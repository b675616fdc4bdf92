using System.Diagnostics;
using NUnit.Framework;

namespace BhaiKaDns.Dns.HostileCorpus;

internal sealed class HostileCorpusTests
{
    [TestCaseSource(typeof(HostileMessages), nameof(HostileMessages.All))]
    public void Read_HostileQuery_IsRefusedAsStated(HostileMessage message)
    {
        ParseError error = QueryReader.Read(Hex.Of(message.Octets), new byte[DomainName.MaxLength], out _);

        Assert.That(error, Is.EqualTo(message.AsQuery));
    }

    [TestCaseSource(typeof(HostileMessages), nameof(HostileMessages.All))]
    public void Read_HostileMessage_IsRefusedAsStated(HostileMessage message)
    {
        ParseError error = MessageReader.Read(Hex.Of(message.Octets), out _);

        Assert.That(error, Is.EqualTo(message.AsMessage));
    }

    [TestCaseSource(typeof(HostileMessages), nameof(HostileMessages.All))]
    public void TryExtract_HostileMessage_NeverThrows(HostileMessage message)
    {
        byte[] octets = Hex.Of(message.Octets);

        bool extracted = AnswerExtractor.TryExtract(octets, keepDnssec: true, new byte[600], new ushort[20], out ExtractedAnswer answer);

        Assert.That(extracted, Is.EqualTo(answer.Error == AnswerError.None));
    }

    [Test]
    public void Read_MessageCutAtEveryOctet_IsRefused()
    {
        byte[] whole = Wire.Response("www.example.com", RecordType.Mx,
            [Wire.Record("www.example.com", RecordType.Mx, 5, [0, 10, 0xC0, 0x10])], [AnswerExtractorTests.Soa("example.com", 5, 5)], [Wire.Opt("000A0008 0102030405060708")]);

        ParseError[] errors = [.. Enumerable.Range(0, whole.Length).Select(length => MessageReader.Read(whole.AsSpan(0, length), out _))];

        Assert.That((errors.Distinct().Single(), MessageReader.Read(whole, out _)), Is.EqualTo((ParseError.Truncated, ParseError.None)));
    }

    [Test]
    public void Read_QueryCutAtEveryOctet_IsRefused()
    {
        byte[] whole = [.. Wire.Query("www.example.com", RecordType.A), .. Wire.Opt("000A0008 0102030405060708")];
        whole[11] = 1;
        byte[] name = new byte[DomainName.MaxLength];

        ParseError[] errors = [.. Enumerable.Range(0, whole.Length).Select(length => QueryReader.Read(whole.AsSpan(0, length), name, out _))];

        Assert.That((errors.Distinct().Single(), QueryReader.Read(whole, name, out _)), Is.EqualTo((ParseError.Truncated, ParseError.None)));
    }

    // The work must grow with the octets, whatever they say. The bound is loose because machines that test are busy.
    [TestCase(100)]
    [TestCase(8000)]
    public void TryExtract_64KilobytesOfPointerChains_EndsQuickly(int longest)
    {
        byte[] message = HostileMessages.PointerChains(longest);
        long start = Stopwatch.GetTimestamp();

        _ = AnswerExtractor.TryExtract(message, keepDnssec: true, new byte[ushort.MaxValue], new ushort[6000], out _);

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(1)));
    }
}
