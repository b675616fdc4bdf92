using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class BodyTtlsTests
{
    private static readonly byte[] Pointer = [0xC0, 12];

    [TestCase(0u, new uint[] { 100, 300, 0 })]
    [TestCase(99u, new uint[] { 1, 201, 0 })]
    [TestCase(100u, new uint[] { 0, 200, 0 })]
    [TestCase(uint.MaxValue, new uint[] { 0, 0, 0 })]
    public void Age_SecondsPassed_AreTakenOffAndNeverBelowZero(uint age, uint[] expected)
    {
        byte[] body = Body(100, 300, 0);

        BodyTtls.Age(body, 3, age);

        Assert.That(TtlsOf(body), Is.EqualTo(expected));
    }

    [Test]
    public void Set_AllRecords_GetTheTtl()
    {
        byte[] body = Body(100, 300, 0);

        BodyTtls.Set(body, 3, 30);

        Assert.That(TtlsOf(body), Is.EqualTo(new uint[] { 30, 30, 30 }));
    }

    [Test]
    public void Clamp_TtlsOutOfBounds_AreMovedIn()
    {
        byte[] body = Body(100, 300, 5);

        BodyTtls.Clamp(body, 3, 10, 200);

        Assert.That(TtlsOf(body), Is.EqualTo(new uint[] { 100, 200, 10 }));
    }

    [Test]
    public void Age_AnyTtls_TouchesNothingElse()
    {
        Gen.Select(Gen.UInt[0, 100_000].Array[0, 20], Gen.UInt[0, 100_000]).Sample((ttls, age) =>
        {
            byte[] body = Body(ttls);
            byte[] expected = Body([.. ttls.Select(ttl => ttl - Math.Min(ttl, age))]);

            BodyTtls.Age(body, ttls.Length, age);

            return body.AsSpan().SequenceEqual(expected);
        });
    }

    // Owners in all three forms: pointer, plain name, and a label before a pointer.
    private static byte[] Body(params uint[] ttls)
    {
        byte[] body = new byte[ttls.Length * 64];
        MessageWriter writer = new(body, 0);
        for (int index = 0; index < ttls.Length; index++)
        {
            byte[] owner = (index % 3) switch { 0 => Pointer, 1 => Wire.Name("www.example.org"), _ => [3, (byte)'f', (byte)'t', (byte)'p', .. Pointer] };
            Assert.That(writer.TryWriteRecord(owner, RecordType.Txt, ttls[index], new byte[index]), Is.True);
        }

        return body[..writer.Length];
    }

    private static uint[] TtlsOf(byte[] body)
    {
        byte[] message = [.. Wire.Query("example.org", RecordType.Txt), .. body];
        List<uint> ttls = [];
        RecordReader records = new(message, message.Length - body.Length);
        while (records.Offset < message.Length && records.Read(out RecordView record) == ParseError.None)
        {
            ttls.Add(record.Ttl);
        }

        return [.. ttls];
    }
}
