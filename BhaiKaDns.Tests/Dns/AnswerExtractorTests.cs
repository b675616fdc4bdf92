using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class AnswerExtractorTests
{
    private static readonly byte[] Address = [192, 0, 2, 1];

    [Test]
    public void TryExtract_PlainAnswer_PointsToTheQuestion()
    {
        byte[] response = Wire.Response("example.com", RecordType.A, [Wire.Record("EXAMPLE.com", RecordType.A, 300, Address)]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(Convert.ToHexString(result.Body), Is.EqualTo("C00C00010001" + "0000012C" + "0004C0000201"));
    }

    [Test]
    public void TryExtract_ChainOutOfOrder_IsWrittenInOrderAndStrangersAreDropped()
    {
        byte[] response = Wire.Response("a.test", RecordType.A,
        [
            Wire.Record("c.test", RecordType.A, 30, Address),
            Wire.Record("evil.test", RecordType.A, 30, Address),
            Wire.Record("b.test", RecordType.Cname, 20, Wire.Name("c.test")),
            Wire.Record("a.test", RecordType.Txt, 1, [1, 65]),
            Wire.Record("a.test", RecordType.Cname, 10, Wire.Name("b.test")),
            Wire.Record("a.test", RecordType.Cname, 10, Wire.Name("evil.test")),
        ]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Lines, Is.EqualTo("a.test 10 CNAME b.test; b.test 20 CNAME c.test; c.test 30 A 192.0.2.1"));
        Assert.That(result.Answer.TtlSeconds, Is.EqualTo(10));
    }

    [Test]
    public void TryExtract_DifferentTtlsInOneSet_AllGetTheLeast()
    {
        byte[] response = Wire.Response("a.test", RecordType.A,
            [Wire.Record("a.test", RecordType.A, 300, Address), Wire.Record("a.test", RecordType.A, 60, [192, 0, 2, 2])]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Lines, Is.EqualTo("a.test 60 A 192.0.2.1; a.test 60 A 192.0.2.2"));
    }

    [Test]
    public void TryExtract_TtlWithTopBit_CountsAsZero()
    {
        byte[] response = Wire.Response("a.test", RecordType.A, [Wire.Record("a.test", RecordType.A, 0x80000000, Address)]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Lines, Is.EqualTo("a.test 0 A 192.0.2.1"));
    }

    [TestCase(900u, 60u, 60u)]
    [TestCase(30u, 60u, 30u)]
    public void TryExtract_NameError_LivesForTheLesserOfSoaTtlAndMinimum(uint ttl, uint minimum, uint expected)
    {
        byte[] response = Wire.Response("no.a.test", RecordType.A, [], [Soa("a.test", ttl, minimum), Wire.Record("a.test", RecordType.Ns, 5, Wire.Name("ns.test"))], code: ResponseCode.NameError);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That((result.Answer.Kind, result.Answer.TtlSeconds, result.Answer.AuthorityCount), Is.EqualTo((NegativeKind.NameError, expected, 1)));
        Assert.That(result.Lines, Is.EqualTo($"a.test {expected} SOA ns.a.test hostmaster.a.test 1 2 3 4 {minimum}"));
    }

    [Test]
    public void TryExtract_NoDataAfterChain_KeepsTheChainAndTheSoaOfItsEnd()
    {
        byte[] response = Wire.Response("a.test", RecordType.Aaaa,
            [Wire.Record("a.test", RecordType.Cname, 10, Wire.Name("b.example"))], [Soa("other.test", 5, 5), Soa("example", 900, 600)]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That((result.Answer.Kind, result.Answer.TtlSeconds), Is.EqualTo((NegativeKind.NoData, 10u)));
        Assert.That(result.Lines, Is.EqualTo("a.test 10 CNAME b.example; example 600 SOA ns.example hostmaster.example 1 2 3 4 600"));
    }

    [Test]
    public void TryExtract_NegativeWithoutSoa_IsNotToBeKept()
    {
        byte[] response = Wire.Response("a.test", RecordType.Aaaa, []);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That((result.Answer.Kind, result.Answer.HasSoa, result.Answer.TtlSeconds), Is.EqualTo((NegativeKind.NoData, false, 0u)));
    }

    [Test]
    public void TryExtract_ServersWithoutSoa_IsAReferral()
    {
        byte[] response = Wire.Response("a.test", RecordType.Aaaa, [], [Wire.Record("test", RecordType.Ns, 5, Wire.Name("ns.test"))]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That((result.Answer.Kind, result.Answer.RecordCount), Is.EqualTo((NegativeKind.Referral, 0)));
    }

    [TestCase(false, 1)]
    [TestCase(true, 4)]
    public void TryExtract_SignedWildcard_KeepsProofsOnlyForThoseWhoAsked(bool keepDnssec, int expected)
    {
        byte[] response = Wire.Response("a.test", RecordType.A,
            [Wire.Record("a.test", RecordType.A, 300, Address), Signature("a.test", RecordType.A, 300)],
            [Wire.Record("b.test", RecordType.Nsec, 60, [.. Wire.Name("z.test"), 0, 1, 0x40]), Signature("b.test", RecordType.Nsec, 60), Signature("test", RecordType.Ns, 60)]);

        ExtractedMessage result = ExtractedMessage.Of(response, keepDnssec);

        Assert.That(result.Answer.RecordCount, Is.EqualTo(expected));
    }

    [Test]
    public void TryExtract_Dname_StaysBeforeTheCnameMadeFromIt()
    {
        byte[] response = Wire.Response("x.old.test", RecordType.A,
        [
            Wire.Record("old.test", RecordType.Dname, 60, Wire.Name("new.test")),
            Wire.Record("x.old.test", RecordType.Cname, 60, Wire.Name("x.new.test")),
            Wire.Record("x.new.test", RecordType.A, 60, Address),
        ]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Lines, Is.EqualTo("old.test 60 DNAME new.test; x.old.test 60 CNAME x.new.test; x.new.test 60 A 192.0.2.1"));
    }

    [Test]
    public void TryExtract_ChainThatReturns_IsRefused()
    {
        byte[] response = Wire.Response("a.test", RecordType.A,
            [Wire.Record("a.test", RecordType.Cname, 1, Wire.Name("b.test")), Wire.Record("b.test", RecordType.Cname, 1, Wire.Name("A.test"))]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Answer.Error, Is.EqualTo(AnswerError.BadChain));
    }

    [TestCase(15, AnswerError.None)]
    [TestCase(16, AnswerError.BadChain)]
    public void TryExtract_LongChain_IsFollowedToTheLimit(int links, AnswerError expected)
    {
        byte[][] chain = [.. Enumerable.Range(0, links).Select(link => Wire.Record($"n{link}.test", RecordType.Cname, 1, Wire.Name($"n{link + 1}.test")))];
        byte[] response = Wire.Response("n0.test", RecordType.A, chain);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Answer.Error, Is.EqualTo(expected));
    }

    [Test]
    public void TryExtract_NameErrorWithRecordsOfThatName_ContradictsItself()
    {
        byte[] response = Wire.Response("a.test", RecordType.A, [Wire.Record("a.test", RecordType.A, 1, Address)], code: ResponseCode.NameError);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Answer.Error, Is.EqualTo(AnswerError.Malformed));
    }

    [Test]
    public void TryExtract_UpperResponseCodeInOpt_IsNoAnswer()
    {
        byte[] response = Wire.Response("a.test", RecordType.A, [], additionals: [Wire.Opt(ttl: 0x01000000)]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That((result.Answer.Error, result.Answer.ResponseCode), Is.EqualTo((AnswerError.NotAnAnswer, ResponseCode.BadVersion)));
    }

    [TestCase(27, 10)]
    [TestCase(4000, 1)]
    public void TryExtract_NoRoom_SaysTooLarge(int octets, int records)
    {
        byte[] response = Wire.Response("a.test", RecordType.A, [Wire.Record("a.test", RecordType.A, 1, Address), Wire.Record("a.test", RecordType.A, 1, [192, 0, 2, 2])]);

        bool extracted = AnswerExtractor.TryExtract(response, false, new byte[octets], new ushort[records], out ExtractedAnswer answer);

        Assert.That((extracted, answer.Error), Is.EqualTo((false, AnswerError.TooLarge)));
    }

    [Test]
    public void TryExtract_PointerFromSoaIntoDroppedRecord_IsWrittenAnew()
    {
        byte[] server = Wire.Record("test", RecordType.Ns, 5, Wire.Name("ns.elsewhere.example"));
        byte[] response = Wire.Response("a.test", RecordType.A, [], [server, Soa("test", 60, 60, "C02B")]);

        ExtractedMessage result = ExtractedMessage.Of(response);

        Assert.That(result.Lines, Is.EqualTo("test 60 SOA elsewhere.example hostmaster.test 1 2 3 4 60"));
    }

    [Test]
    public void TryExtract_AnswerWithChain_AllocatesNothing()
    {
        byte[] response = Wire.Response("a.test", RecordType.A,
            [Wire.Record("a.test", RecordType.Cname, 10, Wire.Name("b.test")), Wire.Record("b.test", RecordType.A, 30, Address)], additionals: [Wire.Opt()]);
        byte[] message = new byte[512];
        ushort[] offsets = new ushort[16];

        long allocated = Allocations.Of(() => AnswerExtractor.TryExtract(response, true, message, offsets, out _));

        Assert.That(allocated, Is.Zero);
    }

    internal static byte[] Soa(string owner, uint ttl, uint minimum, string? primaryHex = null) => Wire.Record(owner, RecordType.Soa, ttl,
        [.. primaryHex is null ? Wire.Name("ns." + owner) : Hex.Of(primaryHex), .. Wire.Name("hostmaster." + owner), .. Hex.Of($"00000001 00000002 00000003 00000004 {minimum:X8}")]);

    private static byte[] Signature(string owner, RecordType covered, uint ttl) =>
        Wire.Record(owner, RecordType.Rrsig, ttl, [.. Hex.Of($"{(ushort)covered:X4} 0D02 00000E10 00000000 00000000 0001"), .. Wire.Name("test"), 1, 2, 3]);
}
