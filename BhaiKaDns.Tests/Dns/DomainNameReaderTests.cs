using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Dns;

internal sealed class DomainNameReaderTests
{
    [Test]
    public void Read_CompressedName_JoinsTheRunsInLowerCase()
    {
        byte[] message = Hex.Of("000000000000000000000000 03434F4D00 014DC00C 03777777C011");
        byte[] name = new byte[DomainName.MaxLength];
        int offset = 21;

        ParseError error = DomainNameReader.Read(message, ref offset, name, out int length);

        Assert.That((error, offset, DomainNameText.ToText(name.AsSpan(0, length))), Is.EqualTo((ParseError.None, 27, "www.m.com")));
    }

    [Test]
    public void ReadKeepingCase_CompressedName_KeepsTheLetters()
    {
        byte[] message = Hex.Of("000000000000000000000000 03434F4D00 014DC00C");
        byte[] name = new byte[DomainName.MaxLength];
        int offset = 17;

        _ = DomainNameReader.ReadKeepingCase(message, ref offset, name, out int length);

        Assert.That(DomainNameText.ToText(name.AsSpan(0, length)), Is.EqualTo("M.COM"));
    }

    [Test]
    public void Read_LongChainOfBarePointers_IsRefusedSoThatAMessageOfThemIsCheap()
    {
        byte[] message = new byte[MessageHeader.Length + 1 + (2 * 8000)];
        for (int at = MessageHeader.Length + 1; at < message.Length; at += 2)
        {
            int target = at == MessageHeader.Length + 1 ? MessageHeader.Length : at - 2;
            message[at] = (byte)(0xC0 | (target >> 8));
            message[at + 1] = (byte)target;
        }

        int offset = message.Length - 2;

        ParseError error = DomainNameReader.Read(message, ref offset, new byte[DomainName.MaxLength], out _);

        Assert.That((error, offset), Is.EqualTo((ParseError.BadPointer, message.Length - 2)));
    }

    [Test]
    public void Read_AnyName_IsReadBackAndSkippedAlike() =>
        Gen.Select(WireGen.Name, Gen.Byte.Array[12, 40]).Sample((wire, before) =>
        {
            byte[] message = [.. before, .. wire, 7];
            byte[] name = new byte[DomainName.MaxLength];
            int offset = before.Length;
            int skipped = before.Length;

            ParseError error = DomainNameReader.Read(message, ref offset, name, out int length);
            ParseError skipError = DomainNameReader.Skip(message, ref skipped);

            return error == ParseError.None && skipError == ParseError.None && offset == skipped && offset == message.Length - 1
                && name.AsSpan(0, length).SequenceEqual(wire);
        });

    [Test]
    public void Read_AnyOctets_NeverThrowsAndMovesOnlyOnSuccess() =>
        Gen.Select(WireGen.Garbage, Gen.Int[0, 300]).Sample((message, start) =>
        {
            byte[] name = new byte[DomainName.MaxLength];
            int offset = start;
            int skipped = start;

            ParseError error = DomainNameReader.Read(message, ref offset, name, out int length);
            _ = DomainNameReader.Skip(message, ref skipped);

            return error == ParseError.None
                ? offset > start && length is > 0 and <= DomainName.MaxLength && name[length - 1] == 0 && skipped == offset
                : offset == start && length == 0;
        });

    [Test]
    public void Read_AnyName_AllocatesNothing()
    {
        byte[] message = Hex.Of("000000000000000000000000 03434F4D00 014DC00C 03777777C011");
        byte[] name = new byte[DomainName.MaxLength];

        long allocated = Allocations.Of(() =>
        {
            int offset = 21;
            _ = DomainNameReader.Read(message, ref offset, name, out _);
        });

        Assert.That(allocated, Is.Zero);
    }
}
