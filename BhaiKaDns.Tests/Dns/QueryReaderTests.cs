using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class QueryReaderTests
{
    private readonly byte[] _name = new byte[DomainName.MaxLength];

    [Test]
    public void Read_QueryWithEdns_GivesAllFields()
    {
        byte[] message = WithAdditional(Wire.Query("WWW.Example.com", RecordType.Aaaa), Wire.Opt("000B0000 000A0008 0102030405060708", 4096, 0x8000));

        ParseError error = QueryReader.Read(message, _name, out QueryMessage query);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((error, query.Id, query.Type, query.Class), Is.EqualTo((ParseError.None, (ushort)0x1234, RecordType.Aaaa, RecordClass.Internet)));
            Assert.That((query.HasEdns, query.DnssecOk, query.UdpPayloadSize, query.HasKeepalive), Is.EqualTo((true, true, (ushort)4096, true)));
            Assert.That(DomainNameText.ToText(_name.AsSpan(0, query.NameLength)), Is.EqualTo("www.example.com"));
        }
    }

    [Test]
    public void Read_EdnsSizeBelow512_Counts512()
    {
        byte[] message = WithAdditional(Wire.Query("a", RecordType.A), Wire.Opt(size: 100));

        _ = QueryReader.Read(message, _name, out QueryMessage query);

        Assert.That(query.UdpPayloadSize, Is.EqualTo(512));
    }

    [Test]
    public void Read_UnknownEdnsVersionWithUnknownRdata_IsNotMalformed()
    {
        byte[] message = WithAdditional(Wire.Query("a", RecordType.A), Wire.Opt("FFFFFF", ttl: 0x00010000));

        ParseError error = QueryReader.Read(message, _name, out QueryMessage query);

        Assert.That((error, query.EdnsVersion), Is.EqualTo((ParseError.None, (byte)1)));
    }

    [Test]
    public void Read_IxfrWithSoaAndOpt_SeesTheOpt()
    {
        byte[] message = [.. Wire.Query("a", RecordType.Ixfr), .. Wire.Record("a", RecordType.Soa, 0, new byte[22]), .. Wire.Opt()];
        MessageHeader.Write(message, 1, HeaderFlags.None, Opcode.Query, ResponseCode.NoError, 1, 0, 1, 1);

        ParseError error = QueryReader.Read(message, _name, out QueryMessage query);

        Assert.That((error, query.HasEdns), Is.EqualTo((ParseError.None, true)));
    }

    [Test]
    public void Read_OtherOpcode_IsLeftToTheCaller()
    {
        byte[] message = Wire.Query("a", RecordType.A);
        MessageHeader.Write(message, 1, HeaderFlags.None, Opcode.Update, ResponseCode.NoError, 0, 9, 9, 9);

        ParseError error = QueryReader.Read(message, _name, out QueryMessage query);

        Assert.That((error, query.Opcode, query.QuestionEnd), Is.EqualTo((ParseError.None, Opcode.Update, MessageHeader.Length)));
    }

    [Test]
    public void Read_AnyQuestion_IsReadBack() =>
        Gen.Select(WireGen.Name, Gen.UShort, Gen.UShort).Sample((wire, type, recordClass) =>
        {
            byte[] message = new byte[MessageHeader.Length + wire.Length + 4];
            MessageHeader.Write(message, 7, HeaderFlags.None, Opcode.Query, ResponseCode.NoError, 1, 0, 0, 0);
            MessageWriter writer = new(message, MessageHeader.Length);
            bool written = writer.TryWriteQuestion(wire, (RecordType)type, (RecordClass)recordClass);
            byte[] name = new byte[DomainName.MaxLength];

            ParseError error = QueryReader.Read(message, name, out QueryMessage query);

            return written && error == ParseError.None && query.Type == (RecordType)type && query.Class == (RecordClass)recordClass
                && query.QuestionEnd == message.Length && name.AsSpan(0, query.NameLength).SequenceEqual(wire);
        });

    [Test]
    public void Read_AnyOctets_NeverThrows() =>
        WireGen.Garbage.Sample(message =>
        {
            byte[] name = new byte[DomainName.MaxLength];

            _ = QueryReader.Read(message, name, out QueryMessage query);

            return query.QuestionEnd <= Math.Max(message.Length, MessageHeader.Length) && query.UdpPayloadSize >= 512;
        });

    [Test]
    public void Read_MutatedQuery_NeverThrows()
    {
        byte[] whole = WithAdditional(Wire.Query("www.example.com", RecordType.Aaaa), Wire.Opt("000B0000 000A0008 0102030405060708"));
        Gen.Select(Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 5], Gen.Int[0, whole.Length]).Sample((changes, length) =>
        {
            byte[] message = [.. whole];
            foreach ((int at, byte octet) in changes)
            {
                message[at] = octet;
            }

            _ = QueryReader.Read(message.AsSpan(0, length), new byte[DomainName.MaxLength], out QueryMessage query);

            return query.QuestionEnd <= Math.Max(length, MessageHeader.Length);
        });
    }

    [Test]
    public void Read_QueryWithOptions_AllocatesNothing()
    {
        byte[] message = WithAdditional(Wire.Query("www.example.com", RecordType.A), Wire.Opt("000A0008 0102030405060708"));

        long allocated = Allocations.Of(() => _ = QueryReader.Read(message, _name, out _));

        Assert.That(allocated, Is.Zero);
    }

    private static byte[] WithAdditional(byte[] query, byte[] record)
    {
        byte[] message = [.. query, .. record];
        message[11]++;
        return message;
    }
}
