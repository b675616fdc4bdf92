using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>Reads the data of HTTPS and SVCB records as people write it (RFC 9460, section 2.1 and appendix A).</summary>
internal static class ServiceBindingValue
{
    private const string NumberedKey = "key";
    private static readonly string[] Keys = ["mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath"];

    /// <summary>What is wrong, as a sentence; null if the data was read.</summary>
    public static string? Read(List<string> fields, out byte[] data)
    {
        data = [];
        if (fields.Count < 2
            || !ushort.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort priority)
            || !RecordName.TryRead(fields[1], out byte[] target))
        {
            return "The value is a priority, a target and parameters: 1 . alpn=h2,h3 port=8443.";
        }

        SortedDictionary<ushort, byte[]> parameters = [];
        foreach (string field in fields.Skip(2))
        {
            if (ReadParameter(field, parameters) is { } problem)
            {
                return problem;
            }
        }

        if (priority == 0 && parameters.Count > 0)
        {
            return "Priority 0 makes an alias, which has no parameters.";
        }

        if (parameters.ContainsKey((ushort)ServiceParameterKey.NoDefaultAlpn) && !parameters.ContainsKey((ushort)ServiceParameterKey.Alpn))
        {
            return "'no-default-alpn' needs 'alpn' beside it.";
        }

        byte[] octets = [(byte)(priority >> 8), (byte)priority, .. target, .. parameters.SelectMany(parameter => Encode(parameter.Key, parameter.Value))];
        if (ServiceBindingData.Read(octets, out _) != ParseError.None)
        {
            return "'mandatory' names parameters that are there, each once, and not itself.";
        }

        data = octets;
        return null;
    }

    private static string? ReadParameter(string field, SortedDictionary<ushort, byte[]> parameters)
    {
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? field : field[..equals];
        if (!TryReadKey(name, out ushort key))
        {
            return $"'{name}' is not a parameter: write {string.Join(", ", Keys)} or key and a number.";
        }

        if (!ValueText.TryDecode(equals < 0 ? "" : field.AsSpan(equals + 1), out byte[] text) || ReadValue((ServiceParameterKey)key, text) is not { } value || value.Length > ushort.MaxValue)
        {
            return $"The value of '{name}' could not be read.";
        }

        return parameters.TryAdd(key, value) ? null : $"'{name}' is given twice.";
    }

    private static byte[]? ReadValue(ServiceParameterKey key, byte[] text) => key switch
    {
        ServiceParameterKey.Mandatory => List(text, ReadMandatory, isSorted: true),
        ServiceParameterKey.Alpn => List(text, item => item.Length is 0 or > byte.MaxValue ? null : [(byte)item.Length, .. item]),
        ServiceParameterKey.NoDefaultAlpn => text.Length == 0 ? text : null,
        ServiceParameterKey.Port => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) ? Number(port) : null,
        ServiceParameterKey.IPv4Hint => List(text, item => ReadAddress(item, AddressFamily.InterNetwork)),
        ServiceParameterKey.IPv6Hint => List(text, item => ReadAddress(item, AddressFamily.InterNetworkV6)),
        ServiceParameterKey.EncryptedClientHello => ReadBase64(text),
        _ => text,
    };

    // Appendix A.1: within the decoded text a comma separates, and a backslash before comma or backslash takes that meaning away.
    private static byte[]? List(byte[] text, Func<byte[], byte[]?> read, bool isSorted = false)
    {
        List<byte[]> items = [];
        List<byte> item = [];
        for (int at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || text[at] == ',')
            {
                if (read([.. item]) is not { } value)
                {
                    return null;
                }

                items.Add(value);
                item.Clear();
                continue;
            }

            if (text[at] == '\\' && ++at == text.Length)
            {
                return null;
            }

            item.Add(text[at]);
        }

        return [.. (isSorted ? items.OrderBy(KeyOf) : items.AsEnumerable()).SelectMany(value => value)];
    }

    private static ushort KeyOf(byte[] value) => BinaryPrimitives.ReadUInt16BigEndian(value);

    private static byte[]? ReadMandatory(byte[] item) => TryReadKey(Encoding.Latin1.GetString(item), out ushort key) ? Number(key) : null;

    private static byte[]? ReadAddress(byte[] item, AddressFamily family) =>
        RecordValue.ReadAddress(Encoding.Latin1.GetString(item), family, out byte[] address) ? address : null;

    private static byte[]? ReadBase64(byte[] text)
    {
        byte[] octets = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(Encoding.Latin1.GetString(text), octets, out int written) ? octets[..written] : null;
    }

    private static bool TryReadKey(string name, out ushort key)
    {
        int known = Array.IndexOf(Keys, name);
        key = (ushort)Math.Max(known, 0);

        // Section 2.1: no leading zeros. Key 65535 is reserved for "invalid key" (section 14.3.2).
        return known >= 0
            || (name.StartsWith(NumberedKey, StringComparison.Ordinal)
                && ushort.TryParse(name.AsSpan(NumberedKey.Length), NumberStyles.None, CultureInfo.InvariantCulture, out key)
                && (name[NumberedKey.Length] != '0' || name.Length == NumberedKey.Length + 1)
                && key != ushort.MaxValue);
    }

    private static byte[] Number(ushort number) => [(byte)(number >> 8), (byte)number];

    private static IEnumerable<byte> Encode(ushort key, byte[] value) => [.. Number(key), .. Number((ushort)value.Length), .. value];
}
