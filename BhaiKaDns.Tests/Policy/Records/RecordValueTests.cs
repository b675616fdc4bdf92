using BhaiKaDns.Dns;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Records;

internal sealed class RecordValueTests
{
    private static readonly Gen<byte[]> Octets = Gen.Byte.Array[1, 40];

    // A quotation mark in a name is graphic, so it is not escaped, but in a field it opens a string.
    private static readonly Gen<byte[]> Name = WireGen.Name.Select(WithoutQuotes);

    private static readonly Gen<byte[]> Numbers = Gen.Byte.Array[2];

    private static readonly Gen<(RecordType Type, byte[] Data)> Record = Gen.OneOf(
        Gen.Byte.Array[4].Select(data => (RecordType.A, data)),
        Gen.Byte.Array[16].Select(data => (RecordType.Aaaa, data)),
        Gen.Select(OneOf(RecordType.Cname, RecordType.Ptr, RecordType.Ns), Name.Where(name => name.Length > 1)),
        Gen.Select(Numbers, Name, (numbers, name) => (RecordType.Mx, numbers.Concat(name).ToArray())),
        Gen.Select(Gen.Byte.Array[6], Name, (numbers, name) => (RecordType.Srv, numbers.Concat(name).ToArray())),
        Gen.Byte.Array[0, 255].List[1, 4].Select(strings => (RecordType.Txt, strings.SelectMany(text => text.Prepend((byte)text.Length)).ToArray())),
        Gen.Select(Gen.Byte, OneOf("issue", "issuewild", "iodef"), Octets, (flags, tag, value) =>
            (RecordType.Caa, (byte[])[flags, (byte)tag.Length, .. System.Text.Encoding.ASCII.GetBytes(tag), .. value])),
        Gen.Select(OneOf(RecordType.Https, RecordType.Svcb), Name, Gen.UShort[1, 9].List[0, 7], Octets, Gen.Byte.Array[4].List[1, 3], Binding));

    [Test]
    public void Read_TextOfAnyRecord_IsReadBackToTheSameOctets() =>
        Record.Sample(record => RecordValue.Read(record.Type, TextOf(record.Type, record.Data), out byte[] data) is null && data.AsSpan().SequenceEqual(record.Data), iter: 3000);

    [Test]
    public void Read_AnyText_NeverThrows() =>
        Gen.Select(OneOf([.. RecordValue.Types]), Gen.OneOf(Gen.String, Gen.String["0 1.,=\"\\alpnmdtoryhi:#%*éß"])).Sample((type, text) =>
            RecordValue.Read(type, text, out byte[] data) is null || data.Length == 0);

    [TestCase(RecordType.A, "192.168.1.5", "192.168.1.5")]
    [TestCase(RecordType.Aaaa, "fd00:0::5", "fd00::5")]
    [TestCase(RecordType.Cname, "Büro.home.arpa.", "xn--bro-hoa.home.arpa")]
    [TestCase(RecordType.Ptr, @"Office\032Printer._ipp._tcp.home.arpa", @"office\032printer._ipp._tcp.home.arpa")]
    [TestCase(RecordType.Mx, "10 mail.home.arpa", "10 mail.home.arpa")]
    [TestCase(RecordType.Mx, "0 .", "0 .")]
    [TestCase(RecordType.Srv, "0 5  631 printer.home.arpa", "0 5 631 printer.home.arpa")]
    [TestCase(RecordType.Txt, "v=spf1 -all", "\"v=spf1 -all\"")]
    [TestCase(RecordType.Txt, "it's \"quoted\" inside", "\"it's \\\"quoted\\\" inside\"")]
    [TestCase(RecordType.Txt, "\"one\" \"two words\" three", "\"one\" \"two words\" \"three\"")]
    [TestCase(RecordType.Txt, "", "\"\"")]
    [TestCase(RecordType.Caa, "0 issue \"letsencrypt.org\"", "0 issue \"letsencrypt.org\"")]
    [TestCase(RecordType.Caa, "128 issue ;", "128 issue \";\"")]
    [TestCase(RecordType.Https, "1 . alpn=h3,h2 port=8443 ipv4hint=192.168.1.5 ipv6hint=fd00::5,fd00::6", "1 . alpn=h3,h2 port=8443 ipv4hint=192.168.1.5 ipv6hint=fd00::5,fd00::6")]
    [TestCase(RecordType.Https, "1 . no-default-alpn alpn=\"h2\" ech=AQID", "1 . alpn=h2 no-default-alpn ech=AQID")]
    [TestCase(RecordType.Https, "0 nas.home.arpa", "0 nas.home.arpa")]
    [TestCase(RecordType.Svcb, "1 dns.home.arpa mandatory=port,alpn alpn=dot port=853 key65280=\"a b\"", "1 dns.home.arpa mandatory=alpn,port alpn=dot port=853 key65280=\"a b\"")]
    [TestCase(RecordType.Ns, "ns.home.arpa", "ns.home.arpa")]
    public void Read_GoodValue_IsTheStatedRecord(RecordType type, string text, string expected)
    {
        string? problem = RecordValue.Read(type, text, out byte[] data);

        Assert.That((problem, TextOf(type, data)), Is.EqualTo(((string?)null, expected)));
    }

    // The longest of the examples in RFC 9460, appendix D.2: an escaped comma and an escaped backslash in an ALPN id.
    [Test]
    public void Read_EscapedAlpn_IsOneId()
    {
        string? problem = RecordValue.Read(RecordType.Svcb, """16 foo.example.org alpn="f\\\\oo\\,bar,h2" """, out byte[] data);

        Assert.That((problem, Convert.ToHexStringLower(data)), Is.EqualTo(((string?)null, "001003666f6f076578616d706c65036f726700" + "0001000c" + "08665c6f6f2c626172026832")));
    }

    [TestCase(RecordType.A, "10.1")]
    [TestCase(RecordType.A, "010.0.0.1")]
    [TestCase(RecordType.A, "fd00::1")]
    [TestCase(RecordType.Aaaa, "192.168.1.5")]
    [TestCase(RecordType.Aaaa, "fe80::1%eth0")]
    [TestCase(RecordType.Cname, "a..b")]
    [TestCase(RecordType.Cname, "a b")]
    [TestCase(RecordType.Cname, ".")]
    [TestCase(RecordType.Mx, "mail.home.arpa")]
    [TestCase(RecordType.Mx, "65536 mail.home.arpa")]
    [TestCase(RecordType.Srv, "0 5 printer.home.arpa")]
    [TestCase(RecordType.Txt, "\"open")]
    [TestCase(RecordType.Txt, "\"\\999\"")]
    [TestCase(RecordType.Txt, "line\nline")]
    [TestCase(RecordType.Caa, "0 issue")]
    [TestCase(RecordType.Caa, "0 is-sue x")]
    [TestCase(RecordType.Https, "1")]
    [TestCase(RecordType.Https, "1 . alpn=")]
    [TestCase(RecordType.Https, "1 . alpn=h2 alpn=h3")]
    [TestCase(RecordType.Https, "1 . no-default-alpn")]
    [TestCase(RecordType.Https, "1 . port=70000")]
    [TestCase(RecordType.Https, "1 . ipv4hint=fd00::1")]
    [TestCase(RecordType.Https, "1 . mandatory=port alpn=h2")]
    [TestCase(RecordType.Https, "1 . mandatory=mandatory")]
    [TestCase(RecordType.Https, "1 . colour=red")]
    [TestCase(RecordType.Https, "1 . key01=x")]
    [TestCase(RecordType.Https, "1 . ech=!")]
    [TestCase(RecordType.Https, "0 nas.home.arpa port=1")]
    [TestCase(RecordType.Soa, "a b 1 2 3 4 5")]
    public void Read_BadValue_IsRefusedInASentence(RecordType type, string text)
    {
        string? problem = RecordValue.Read(type, text, out byte[] data);

        Assert.That(problem, Does.EndWith("."));
        Assert.That(data, Is.Empty);
    }

    private static byte[] WithoutQuotes(byte[] name)
    {
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            name.AsSpan(at + 1, name[at]).Replace((byte)'"', (byte)'q');
        }

        return name;
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string TextOf(RecordType type, byte[] data)
    {
        byte[] message = Wire.Response("example.com", RecordType.A, [Wire.Record("x", type, 0, data)]);
        _ = new RecordReader(message, MessageHeader.Length + 17).Read(out RecordView record);
        return RecordText.ToText(message, record);
    }

    private static (RecordType Type, byte[] Data) Binding(RecordType type, byte[] name, List<ushort> keys, byte[] octets, List<byte[]> addresses)
    {
        List<byte> data = [0, 1, .. name];
        ushort[] chosen = [.. keys.Append((ushort)1).Distinct().Order()];
        foreach (ushort key in chosen)
        {
            byte[] value = key switch
            {
                1 => [2, (byte)'h', (byte)'2', 1, (byte)'x'],
                2 => [],
                3 => [octets[0], 1],
                4 => [.. addresses.SelectMany(address => address)],
                6 => [.. addresses.SelectMany(address => address.Concat(address).Concat(address).Concat(address))],
                _ => octets,
            };
            data.AddRange([0, (byte)key, 0, (byte)value.Length, .. value]);
        }

        return (type, [.. data]);
    }
}
