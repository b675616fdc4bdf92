using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Fakes;

/// <summary>
/// An upstream's response out of a line: <c>NOERROR www.example.org 300 A 192.0.2.1; more / authority / additional</c>. Records stand with their
/// names uncompressed.
/// </summary>
internal static class UpstreamMessage
{
    /// <param name="request">What was asked; ID and question are echoed.</param>
    public static byte[] Write(ReadOnlySpan<byte> request, string text)
    {
        string[] parts = text.Trim().Split(' ', 2);
        string[] sections = (parts.Length > 1 ? parts[1] : "").Split('/');
        byte[] name = new byte[DomainName.MaxLength];
        _ = QueryReader.Read(request, name, out QueryMessage asked);
        byte[] message = new byte[ushort.MaxValue];
        request[..asked.QuestionEnd].CopyTo(message);
        MessageWriter writer = new(message, asked.QuestionEnd);
        int answers = WriteSection(ref writer, sections[0]);
        int authorities = sections.Length > 1 ? WriteSection(ref writer, sections[1]) : 0;
        int additionals = sections.Length > 2 ? WriteSection(ref writer, sections[2]) : 0;
        HeaderFlags flags = HeaderFlags.Response | HeaderFlags.RecursionAvailable | HeaderFlags.RecursionDesired;
        MessageHeader.Write(message, asked.Id, flags, Opcode.Query, CodeOf(parts[0]), 1, answers, authorities, additionals);
        return message[..writer.Length];
    }

    private static int WriteSection(ref MessageWriter writer, string section)
    {
        string[] records = section.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string record in records)
        {
            string[] words = record.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            _ = RecordTypeText.TryParse(words[2], out RecordType type);
            _ = writer.TryWriteRecord(Wire.Name(words[0]), type, uint.Parse(words[1], CultureInfo.InvariantCulture), Data(type, words.AsSpan(3)));
        }

        return records.Length;
    }

    private static byte[] Data(RecordType type, ReadOnlySpan<string> words) => type switch
    {
        RecordType.A or RecordType.Aaaa => IPAddress.Parse(words[0]).GetAddressBytes(),
        RecordType.Cname or RecordType.Ns or RecordType.Ptr => Wire.Name(words[0]),
        RecordType.Mx => [.. Number(words[0], 2), .. Wire.Name(words[1])],
        RecordType.Soa => [.. Wire.Name(words[0]), .. Wire.Name(words[1]), .. words[2..].ToArray().SelectMany(word => Number(word, 4))],
        RecordType.Txt => [(byte)words[0].Length, .. Encoding.ASCII.GetBytes(words[0])],
        _ => throw new ArgumentException($"No test has needed {type} so far.", nameof(type)),
    };

    private static byte[] Number(string word, int octets)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(number, uint.Parse(word, CultureInfo.InvariantCulture));
        return number[^octets..];
    }

    private static ResponseCode CodeOf(string mnemonic) => Enum.GetValues<ResponseCode>().Single(code => ResponseText.Mnemonic(code) == mnemonic);
}
