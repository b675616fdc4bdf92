using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace BhaiKaDns.Dns;

/// <summary>SVCB and HTTPS RDATA as people write it (RFC 9460, section 2.1).</summary>
internal static class ServiceBindingText
{
    private static readonly string[] Keys = ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath"];

    /// <summary>Null if the RDATA is malformed.</summary>
    public static string? ToText(ReadOnlySpan<byte> data)
    {
        if (ServiceBindingData.Read(data, out ServiceBindingData binding) != ParseError.None)
        {
            return null;
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{binding.Priority} {DomainNameText.ToText(binding.Target)}");
        ServiceParameterReader parameters = new(binding.Parameters);
        while (parameters.Read(out ServiceParameterKey key, out ReadOnlySpan<byte> value))
        {
            text.Append(' ').Append(Key((ushort)key));
            if (!value.IsEmpty)
            {
                text.Append('=').Append(Value(key, value));
            }
        }

        return text.ToString();
    }

    private static string Key(ushort key) => key < Keys.Length ? Keys[key] : string.Create(CultureInfo.InvariantCulture, $"key{key}");

    private static string Value(ServiceParameterKey key, ReadOnlySpan<byte> value) => key switch
    {
        ServiceParameterKey.Mandatory => Join(value, sizeof(ushort), item => Key(BinaryPrimitives.ReadUInt16BigEndian(item))),
        ServiceParameterKey.Alpn => Protocols(value),
        ServiceParameterKey.Port => BinaryPrimitives.ReadUInt16BigEndian(value).ToString(CultureInfo.InvariantCulture),
        ServiceParameterKey.IPv4Hint => Join(value, AddressData.IPv4Length, item => new IPAddress(item).ToString()),
        ServiceParameterKey.IPv6Hint => Join(value, AddressData.IPv6Length, item => new IPAddress(item).ToString()),
        ServiceParameterKey.EncryptedClientHello => Convert.ToBase64String(value),
        _ => RecordText.Quoted(value),
    };

    private static string Protocols(ReadOnlySpan<byte> value)
    {
        List<string> ids = [];
        CharacterStringReader reader = new(value);
        while (reader.Read(out ReadOnlySpan<byte> id))
        {
            ids.Add(RecordText.Quoted(id)[1..^1]);
        }

        return string.Join(',', ids);
    }

    private static string Join(ReadOnlySpan<byte> value, int size, Func<byte[], string> toText)
    {
        List<string> items = [];
        for (int at = 0; at < value.Length; at += size)
        {
            items.Add(toText(value.Slice(at, size).ToArray()));
        }

        return string.Join(',', items);
    }
}
