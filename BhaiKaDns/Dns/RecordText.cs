using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace BhaiKaDns.Dns;

/// <summary>RDATA as people write it in zone files (RFC 1035, section 5; RFC 3597, section 5), for logs, pages and tests. Allocates.</summary>
internal static class RecordText
{
    /// <summary>
    /// RDATA of a record; names without the trailing dot, in the case they came. Types without a form here, and RDATA that breaks the
    /// rules of its type, are <c>\# length hexadecimal</c>.
    /// </summary>
    public static string ToText(ReadOnlySpan<byte> message, in RecordView record)
    {
        ReadOnlySpan<byte> data = message.Slice(record.DataOffset, record.DataLength);
        if (RecordDataReader.Check(message, record) != ParseError.None)
        {
            return Opaque(data);
        }

        return record.Type switch
        {
            RecordType.A or RecordType.Aaaa when record.Class == RecordClass.Internet => new IPAddress(data).ToString(),
            RecordType.Txt => Strings(data),
            RecordType.Hinfo when CharacterStringReader.AreWhole(data) => Strings(data),
            RecordType.Svcb or RecordType.Https => ServiceBindingText.ToText(data) ?? Opaque(data),
            RecordType.Caa when data.Length > 2 && data[1] is > 0 and <= 15 && data[1] + 2 <= data.Length =>
                string.Create(CultureInfo.InvariantCulture, $"{data[0]} {Encoding.Latin1.GetString(data.Slice(2, data[1]))} {Quoted(data[(data[1] + 2)..])}"),
            RecordType.Sig or RecordType.Nxt or RecordType.Naptr => Opaque(data),
            _ => RecordDataLayout.Of(record.Type) is { IsOpaque: false } layout ? Names(message, record, layout) : Opaque(data),
        };
    }

    /// <summary>A character string in quotes, with everything that is not graphic ASCII escaped.</summary>
    public static string Quoted(ReadOnlySpan<byte> octets)
    {
        StringBuilder text = new("\"", octets.Length + 2);
        foreach (byte octet in octets)
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                text.Append('\\').Append((char)octet);
            }
            else if (octet is >= 0x20 and < 0x7F)
            {
                text.Append((char)octet);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
            }
        }

        return text.Append('"').ToString();
    }

    private static string Opaque(ReadOnlySpan<byte> data) =>
        data.IsEmpty ? @"\# 0" : string.Create(CultureInfo.InvariantCulture, $@"\# {data.Length} {Convert.ToHexStringLower(data)}");

    private static string Strings(ReadOnlySpan<byte> data)
    {
        StringBuilder text = new();
        CharacterStringReader strings = new(data);
        while (strings.Read(out ReadOnlySpan<byte> value))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(Quoted(value));
        }

        return text.ToString();
    }

    // 16-bit numbers before the names (MX, SRV and their like), 32-bit numbers behind them (SOA).
    private static string Names(ReadOnlySpan<byte> message, in RecordView record, RecordDataLayout layout)
    {
        List<string> fields = [];
        int at = record.DataOffset;
        for (; at < record.DataOffset + layout.Prefix; at += sizeof(ushort))
        {
            fields.Add(BinaryPrimitives.ReadUInt16BigEndian(message[at..]).ToString(CultureInfo.InvariantCulture));
        }

        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        for (int names = 0; names < layout.Names; names++)
        {
            _ = DomainNameReader.ReadKeepingCase(message, ref at, name, out int length);
            fields.Add(DomainNameText.ToText(name[..length]));
        }

        for (; at < record.End; at += sizeof(uint))
        {
            fields.Add(BinaryPrimitives.ReadUInt32BigEndian(message[at..]).ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(' ', fields);
    }
}
