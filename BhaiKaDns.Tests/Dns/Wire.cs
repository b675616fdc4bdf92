using System.Buffers.Binary;

namespace BhaiKaDns.Dns;

/// <summary>Short ways to write wire data in tests.</summary>
internal static class Wire
{
    /// <summary>Wire form of a name in presentation form.</summary>
    public static byte[] Name(string text)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return DomainNameText.TryParse(text, wire, out int length) ? wire[..length] : throw new ArgumentException(text, nameof(text));
    }

    /// <summary>A header and one question in class IN.</summary>
    public static byte[] Query(string name, RecordType type, HeaderFlags flags = HeaderFlags.RecursionDesired)
    {
        byte[] message = new byte[512];
        MessageHeader.Write(message, 0x1234, flags, Opcode.Query, ResponseCode.NoError, 1, 0, 0, 0);
        MessageWriter writer = new(message, MessageHeader.Length);
        _ = writer.TryWriteQuestion(Name(name), type, RecordClass.Internet);
        return message[..writer.Length];
    }

    /// <summary>A record in class IN with its owner uncompressed.</summary>
    public static byte[] Record(string owner, RecordType type, uint ttl, byte[] data)
    {
        byte[] record = new byte[512 + data.Length];
        MessageWriter writer = new(record, 0);
        _ = writer.TryWriteRecord(Name(owner), type, ttl, data);
        return record[..writer.Length];
    }

    /// <summary>An OPT record with the given options in hexadecimal.</summary>
    public static byte[] Opt(string options = "", ushort size = 1232, uint ttl = 0)
    {
        byte[] data = Hex.Of(options);
        byte[] record = [0, 0, 41, 0, 0, 0, 0, 0, 0, 0, 0, .. data];
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(3), size);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(5), ttl);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(9), (ushort)data.Length);
        return record;
    }

    /// <summary>A response to a question in class IN; the records of each section follow each other.</summary>
    public static byte[] Response(
        string name, RecordType type, byte[][] answers, byte[][]? authorities = null, byte[][]? additionals = null, ResponseCode code = ResponseCode.NoError)
    {
        byte[] message =
        [
            .. Query(name, type),
            .. answers.SelectMany(record => record),
            .. (authorities ?? []).SelectMany(record => record),
            .. (additionals ?? []).SelectMany(record => record),
        ];
        MessageHeader.Write(
            message, 0x1234, HeaderFlags.Response | HeaderFlags.RecursionAvailable, Opcode.Query, code, 1, answers.Length, authorities?.Length ?? 0, additionals?.Length ?? 0);
        return message;
    }
}
