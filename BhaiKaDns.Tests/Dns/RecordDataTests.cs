using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class RecordDataTests
{
    private readonly byte[] _name = new byte[DomainName.MaxLength];
    private readonly byte[] _other = new byte[DomainName.MaxLength];

    [Test]
    public void Read_Soa_GivesNamesAndNumbers()
    {
        byte[] message = With(RecordType.Soa, "026E73C00C C00C 00000001 00000002 00000003 00000004 00000005");

        ParseError error = SoaData.Read(message, Record(message), _name, out int primary, _other, out int mailbox, out SoaData soa);

        Assert.That(
            (error, DomainNameText.ToText(_name.AsSpan(0, primary)), DomainNameText.ToText(_other.AsSpan(0, mailbox)), soa),
            Is.EqualTo((ParseError.None, "ns.example.com", "example.com", new SoaData(1, 2, 3, 4, 5))));
    }

    [Test]
    public void Read_Mx_GivesPreferenceAndName()
    {
        byte[] message = With(RecordType.Mx, "000A C00C");

        ParseError error = MxData.Read(message, Record(message), _name, out int length, out MxData mx);

        Assert.That((error, mx.Preference, DomainNameText.ToText(_name.AsSpan(0, length))), Is.EqualTo((ParseError.None, (ushort)10, "example.com")));
    }

    [Test]
    public void Read_Srv_GivesNumbersAndName()
    {
        byte[] message = With(RecordType.Srv, "0001 0002 01BB C00C");

        ParseError error = SrvData.Read(message, Record(message), _name, out int length, out SrvData srv);

        Assert.That((error, srv, DomainNameText.ToText(_name.AsSpan(0, length))), Is.EqualTo((ParseError.None, new SrvData(1, 2, 443), "example.com")));
    }

    [Test]
    public void TryRead_Addresses_AreReadFromTheirTypesOnly()
    {
        byte[] four = With(RecordType.A, "C0000201");
        byte[] six = With(RecordType.Aaaa, "20010DB8 00000000 00000000 00000001");

        bool isFour = AddressData.TryReadIPv4(four, Record(four), out uint address);
        bool isSix = AddressData.TryReadIPv6(six, Record(six), out ReadOnlySpan<byte> octets);

        Assert.That((isFour, address, isSix, octets[15], AddressData.TryReadIPv4(six, Record(six), out _)), Is.EqualTo((true, 0xC0000201u, true, (byte)1, false)));
    }

    // RFC 9460, sections 2.2, 7 and 8: what makes SvcParams malformed.
    [TestCase("0001 00 0003 0002 01BB 0001 0003 026832", TestName = "Read_KeysOutOfOrder_IsMalformed")]
    [TestCase("0001 00 0003 0002 01BB 0003 0002 01BB", TestName = "Read_KeyTwice_IsMalformed")]
    [TestCase("0001 00 0003 0003 01BB00", TestName = "Read_PortOfThreeOctets_IsMalformed")]
    [TestCase("0001 00 0001 0000", TestName = "Read_EmptyAlpn_IsMalformed")]
    [TestCase("0001 00 0001 0001 00", TestName = "Read_AlpnWithEmptyId_IsMalformed")]
    [TestCase("0001 00 0002 0001 00", TestName = "Read_NoDefaultAlpnWithValue_IsMalformed")]
    [TestCase("0001 00 0004 0000", TestName = "Read_EmptyHint_IsMalformed")]
    [TestCase("0001 00 0006 0004 C0000201", TestName = "Read_ShortIPv6Hint_IsMalformed")]
    [TestCase("0001 00 0000 0002 0003", TestName = "Read_MandatoryKeyMissing_IsMalformed")]
    [TestCase("0001 00 0000 0002 0000", TestName = "Read_MandatoryNamesItself_IsMalformed")]
    [TestCase("0001 00 0000 0004 0003 0003 0003 0002 01BB", TestName = "Read_MandatoryTwice_IsMalformed")]
    [TestCase("0001 00 0003 0002 01", TestName = "Read_ParameterCutShort_IsMalformed")]
    [TestCase("0001 C00C", TestName = "Read_CompressedTarget_IsMalformed")]
    [TestCase("0001", TestName = "Read_NoTarget_IsMalformed")]
    public void Read_BrokenServiceBinding_IsMalformed(string hex)
    {
        ParseError error = ServiceBindingData.Read(Hex.Of(hex), out _);

        Assert.That(error, Is.EqualTo(ParseError.BadRecordData));
    }

    [Test]
    public void Read_AnyRecordData_NeverThrows() =>
        Gen.Select(WireGen.Type, WireGen.Garbage).Sample((type, data) =>
        {
            byte[] message = With(type, Convert.ToHexString(data));
            byte[] name = new byte[DomainName.MaxLength];
            RecordView record = Record(message);

            ParseError checkedAs = RecordDataReader.Check(message, record);
            ParseError soa = SoaData.Read(message, record, out _);
            ParseError single = NameData.Read(message, record, name, out _);
            _ = MxData.Read(message, record, name, out _, out _);
            _ = SrvData.Read(message, record, name, out _, out _);
            _ = ServiceBindingData.Read(data, out _);
            _ = OptData.Read(message, record, out _);

            return (type != RecordType.Soa || checkedAs == ParseError.None == (soa == ParseError.None))
                && (type != RecordType.Ptr || checkedAs == ParseError.None == (single == ParseError.None));
        });

    [Test]
    public void Read_Soa_AllocatesNothing()
    {
        byte[] message = With(RecordType.Soa, "026E73C00C C00C 00000001 00000002 00000003 00000004 00000005");

        long allocated = Allocations.Of(() => _ = SoaData.Read(message, Record(message), out _));

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void Read_WholeMessage_AllocatesNothing()
    {
        byte[] message = With(RecordType.Soa, "026E73C00C C00C 00000001 00000002 00000003 00000004 00000005");

        long allocated = Allocations.Of(() => _ = MessageReader.Read(message, out _));

        Assert.That(allocated, Is.Zero);
    }

    private static byte[] With(RecordType type, string hex) => Wire.Response("example.com", RecordType.A, [Wire.Record("x", type, 0, Hex.Of(hex))]);

    private static RecordView Record(byte[] message)
    {
        _ = new RecordReader(message, MessageHeader.Length + 17).Read(out RecordView record);
        return record;
    }
}
