using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class RecordTextTests
{
    [TestCase(RecordType.A, "C0000201", "192.0.2.1")]
    [TestCase(RecordType.A, "C00002", @"\# 3 c00002")]
    [TestCase(RecordType.Aaaa, "20010DB8 00000000 00000000 00000001", "2001:db8::1")]
    [TestCase(RecordType.Cname, "03777777 C00C", "www.example.com")]
    [TestCase(RecordType.Ptr, "0142 C00C", "B.example.com")]
    [TestCase(RecordType.Mx, "000A 026D78 C00C", "10 mx.example.com")]
    [TestCase(RecordType.Mx, "000A 026D78 C0FF", @"\# 7 000a026d78c0ff")]
    [TestCase(RecordType.Srv, "0001 0002 01BB C00C", "1 2 443 example.com")]
    [TestCase(RecordType.Soa, "026E73C00C C00C 00000001 00000002 00000003 00000004 00000005", "ns.example.com example.com 1 2 3 4 5")]
    [TestCase(RecordType.Txt, "0461226200 00", @"""a\""b\000"" """"")]
    [TestCase(RecordType.Txt, "0561", @"\# 2 0561")]
    [TestCase(RecordType.Https, "0001 00 0001 0006 026832 026833 0003 0002 20FB 0004 0004 C0000201", "1 . alpn=h2,h3 port=8443 ipv4hint=192.0.2.1")]
    [TestCase(RecordType.Https, "0000 0161 00", "0 a")]
    [TestCase(RecordType.Svcb, "0001 00 0000 0002 0001 0001 0003 026832 0005 0001 FF FF00 0001 22", @"1 . mandatory=alpn alpn=h2 ech=/w== key65280=""\""""")]
    [TestCase(RecordType.Svcb, "0001 00 0000 0002 0001 0001 0003 026832 0005 0001 FF 0007 0001 22 FF00 0000", @"1 . mandatory=alpn alpn=h2 ech=/w== dohpath=""\"""" key65280")]
    [TestCase(RecordType.Caa, "00 05 6973737565 6361", @"0 issue ""ca""")]
    [TestCase((RecordType)65280, "0102", @"\# 2 0102")]
    [TestCase(RecordType.Null, "", @"\# 0")]
    public void ToText_RecordData_IsPresentationForm(RecordType type, string hex, string expected)
    {
        byte[] message = Wire.Response("example.com", RecordType.A, [Wire.Record("x", type, 0, Hex.Of(hex))]);
        _ = new RecordReader(message, MessageHeader.Length + 17).Read(out RecordView record);

        string text = RecordText.ToText(message, record);

        Assert.That(text, Is.EqualTo(expected));
    }

    [Test]
    public void ToText_AnyData_NeverThrows() =>
        Gen.Select(WireGen.Type, WireGen.Garbage).Sample((type, data) =>
        {
            byte[] message = Wire.Response("example.com", RecordType.A, [Wire.Record("x", type, 0, data)]);
            _ = new RecordReader(message, MessageHeader.Length + 17).Read(out RecordView record);

            return RecordText.ToText(message, record).Length > 0;
        });

    [Test]
    public void RecordTypeText_AnyType_IsReadBack() =>
        Gen.UShort[1, ushort.MaxValue].Sample(number => RecordTypeText.TryParse(RecordTypeText.ToText((RecordType)number), out RecordType back) && back == (RecordType)number);

    [TestCase("aaaa", true, RecordType.Aaaa)]
    [TestCase("type65", true, RecordType.Https)]
    [TestCase("TYPE70000", false, RecordType.None)]
    [TestCase("28", false, RecordType.None)]
    [TestCase("", false, RecordType.None)]
    public void RecordTypeText_Text_IsReadAsStated(string text, bool expected, RecordType type)
    {
        bool parsed = RecordTypeText.TryParse(text, out RecordType result);

        Assert.That((parsed, result), Is.EqualTo((expected, type)));
    }
}
