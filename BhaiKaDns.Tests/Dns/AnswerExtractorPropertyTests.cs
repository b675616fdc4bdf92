using System.Buffers.Binary;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class AnswerExtractorPropertyTests
{
    private static readonly string[] Labels = ["a", "b", "www", "mail", "Cdn", "EXAMPLE", "example", "com", "test", "x-1"];

    [Test]
    public void TryExtract_AnyResponse_HasTheSameRecordsAsTheResponse() =>
        Gen.Int.Sample(seed =>
        {
            (byte[] response, List<string> expected) = MakeResponse(new Random(seed));

            ExtractedMessage result = ExtractedMessage.Of(response);

            return result.Answer.Error == AnswerError.None
                && result.Message.Length <= response.Length + 1024
                && ExtractedMessage.LinesOf(result.Message).Select(line => line.ToUpperInvariant()).SequenceEqual(expected.Select(line => line.ToUpperInvariant()));
        });

    [Test]
    public void TryExtract_AnotherSpellingOfTheQuestion_LeavesTheBodyValid() =>
        Gen.Int.Sample(seed =>
        {
            (byte[] response, List<string> expected) = MakeResponse(new Random(seed));
            ExtractedMessage result = ExtractedMessage.Of(response);
            byte[] message = [.. result.Message];
            DomainName.CopyLower(message.AsSpan(MessageHeader.Length, result.Answer.BodyOffset - 16), message.AsSpan(MessageHeader.Length));

            return ExtractedMessage.LinesOf(message).Select(line => line.ToUpperInvariant()).SequenceEqual(expected.Select(line => line.ToUpperInvariant()));
        });

    [Test]
    public void TryExtract_ItsOwnResult_IsUnchanged() =>
        Gen.Int.Sample(seed =>
        {
            ExtractedMessage once = ExtractedMessage.Of(MakeResponse(new Random(seed)).Response);

            ExtractedMessage twice = ExtractedMessage.Of(once.Message);

            return twice.Message.SequenceEqual(once.Message) && twice.TtlOffsets.SequenceEqual(once.TtlOffsets) && twice.Answer.TtlSeconds == once.Answer.TtlSeconds;
        });

    [Test]
    public void TryExtract_AnyResponse_TellsWhereTheTtlsStand() =>
        Gen.Int.Sample(seed =>
        {
            ExtractedMessage result = ExtractedMessage.Of(MakeResponse(new Random(seed)).Response);
            List<ushort> offsets = [];
            RecordReader records = new(result.Message, result.Answer.BodyOffset);
            while (records.Offset < result.Message.Length && records.Read(out RecordView record) == ParseError.None)
            {
                offsets.Add((ushort)record.TtlOffset);
            }

            return offsets.SequenceEqual(result.TtlOffsets)
                && offsets.All(offset => BinaryPrimitives.ReadUInt32BigEndian(result.Message.AsSpan(offset)) >= result.Answer.TtlSeconds);
        });

    [Test]
    public void TryExtract_MutatedResponse_NeverThrowsAndIsReadable() =>
        Gen.Select(Gen.Int, Gen.Int[0, 8], Gen.Bool, Gen.Int[0, 400]).Sample((seed, changes, keepDnssec, room) =>
        {
            Random random = new(seed);
            byte[] response = MakeResponse(random).Response;
            for (int change = 0; change < changes; change++)
            {
                response[random.Next(response.Length)] = (byte)(random.Next(3) == 0 ? 0xC0 : random.Next(256));
            }

            bool isSmall = AnswerExtractor.TryExtract(response.AsSpan(0, random.Next(response.Length + 1)), keepDnssec, new byte[room], new ushort[room / 20], out ExtractedAnswer small);
            ExtractedMessage result = ExtractedMessage.Of(response, keepDnssec);

            return isSmall == (small.Error == AnswerError.None)
                && (result.Answer.Error != AnswerError.None || ExtractedMessage.LinesOf(result.Message).Length == result.Answer.RecordCount);
        });

    private static (byte[] Response, List<string> Expected) MakeResponse(Random random)
    {
        RecordType[] types = [RecordType.A, RecordType.Aaaa, RecordType.Mx, RecordType.Srv, RecordType.Txt, RecordType.Ns, RecordType.Ptr, RecordType.Naptr, RecordType.Rp, (RecordType)65280];
        RecordType type = types[random.Next(types.Length)];
        string[] chain = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index => $"n{index}.{RandomName(random)}")];
        List<ModelRecord> links = [.. chain.Zip(chain.Skip(1), (owner, target) => new ModelRecord(owner, RecordType.Cname, (uint)random.Next(1, 1000), [target]))];
        uint ttl = (uint)random.Next(1, 1000);
        List<ModelRecord> set = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => new ModelRecord(chain[^1], type, ttl, RandomData(type, random)))];
        List<ModelRecord> noise = [.. Enumerable.Range(0, random.Next(0, 4)).Select(index => new ModelRecord($"z{index}.{RandomName(random)}", type, 5, RandomData(type, random)))];
        ModelRecord[] answers = [.. links, .. set, .. noise];
        random.Shuffle(answers);
        uint minimum = (uint)random.Next(1, 1000);
        string zone = chain[^1][(chain[^1].IndexOf('.', StringComparison.Ordinal) + 1)..];
        ModelRecord soa = new(zone, RecordType.Soa, (uint)random.Next(1, 1000), ["ns." + RandomName(random), "Host." + zone, .. Numbers(1, 2, 3, 4, minimum)]);
        ModelRecord server = new(zone, RecordType.Ns, 7, ["ns1." + RandomName(random)]);
        ModelRecord glue = new("ns." + RandomName(random), RecordType.A, 7, [new byte[] { 192, 0, 2, 1 }]);

        CompressingBuilder builder = new(chain[0], type, random, random.NextDouble());
        foreach (ModelRecord record in (ModelRecord[])[.. answers, server, soa, glue])
        {
            builder.Add(record);
        }

        List<string> expected = [.. links.Select(record => record.Line()), .. answers.Where(set.Contains).Select(record => record.Line())];
        if (set.Count == 0)
        {
            expected.Add(soa.Line(Math.Min(soa.Ttl, minimum)));
        }

        return (builder.Build(answers.Length, 2, 1, ResponseCode.NoError), expected);
    }

    private static string RandomName(Random random) => string.Join('.', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Labels[random.Next(Labels.Length)]));

    private static byte[][] Numbers(params uint[] numbers) => [.. numbers.Select(number => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(number)))];

    private static object[] RandomData(RecordType type, Random random)
    {
        byte[] octets = new byte[16];
        random.NextBytes(octets);
        return type switch
        {
            RecordType.A => [octets[..4]],
            RecordType.Mx => [octets[..2], RandomName(random)],
            RecordType.Srv => [octets[..6], RandomName(random)],
            RecordType.Ns or RecordType.Ptr => [RandomName(random)],
            RecordType.Rp => [RandomName(random), RandomName(random)],
            RecordType.Txt => [new byte[] { 3, 65, 66, 67, 0 }],
            RecordType.Naptr => [octets[..4], new byte[] { 1, 83, 0, 2, 33, 34 }, RandomName(random)],
            _ => [octets],
        };
    }
}
