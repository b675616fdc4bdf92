using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>RDATA from the presentation form in which rules write it, names uncompressed.</summary>
internal static class RecordDataText
{
    private const int MaxText = 4_000;
    private const int MaxString = 255;

    /// <summary>False for types that rules do not answer with, and for data that cannot be read.</summary>
    public static bool TryParse(RecordType type, string text, out byte[] data)
    {
        string[] words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        List<byte> octets = [];
        bool isRead = text.Length <= MaxText && type switch
        {
            RecordType.Cname or RecordType.Ptr or RecordType.Ns => words.Length == 1 && TryAddName(words[0], octets),
            RecordType.Mx => words.Length == 2 && TryAddNumber(words[0], octets) && TryAddName(words[1], octets),
            RecordType.Srv => words.Length == 4 && words.Take(3).All(word => TryAddNumber(word, octets)) && TryAddName(words[3], octets),
            RecordType.Txt => TryAddText(text, octets),
            RecordType.Svcb or RecordType.Https => words.Length >= 2 && TryAddNumber(words[0], octets) && TryAddName(words[1], octets) && TryAddParameters(words[2..], octets),
            _ => false,
        };
        data = [.. octets];
        return isRead;
    }

    private static bool TryAddName(string text, List<byte> octets)
    {
        byte[] name = new byte[DomainName.MaxLength];
        if (text == ".")
        {
            octets.Add(0);
            return true;
        }

        bool isRead = RuleName.Read(Encoding.UTF8.GetBytes(text), name, out int length) is RuleProblem.None;
        octets.AddRange(name.AsSpan(0, isRead ? length : 0));
        return isRead;
    }

    private static bool TryAddNumber(string text, List<byte> octets)
    {
        bool isRead = ushort.TryParse(text, out ushort number);
        AddNumber(number, octets);
        return isRead;
    }

    private static void AddNumber(ushort number, List<byte> octets)
    {
        Span<byte> two = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(two, number);
        octets.AddRange(two);
    }

    // Without quotes the whole is one text; a long one becomes several strings (RFC 1035, section 3.3.14).
    private static bool TryAddText(string text, List<byte> octets)
    {
        List<string> strings = [];
        if (text.StartsWith('"'))
        {
            string[] parts = text.Split('"');
            for (int part = 0; part < parts.Length; part++)
            {
                if (part % 2 == 1)
                {
                    strings.Add(parts[part]);
                }
                else if (parts[part].Trim().Length > 0)
                {
                    return false;
                }
            }

            if (parts.Length % 2 == 0)
            {
                return false;
            }
        }
        else
        {
            strings.Add(text);
        }

        foreach (byte[] chunk in strings.SelectMany(value => value.Length == 0 ? [[]] : Encoding.UTF8.GetBytes(value).Chunk(MaxString)))
        {
            octets.Add((byte)chunk.Length);
            octets.AddRange(chunk);
        }

        return true;
    }

    // Parameters in the order of their numbers (RFC 9460, section 2.2).
    private static bool TryAddParameters(string[] words, List<byte> octets)
    {
        SortedDictionary<int, byte[]> parameters = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=');
            string value = equals < 0 ? "" : word[(equals + 1)..].Trim('"');
            (int key, byte[]? data) = (equals < 0 ? word : word[..equals]) switch
            {
                "alpn" => (1, value.Split(',').SelectMany(id => Encoding.ASCII.GetBytes(id).Prepend((byte)id.Length)).ToArray()),
                "no-default-alpn" => (2, []),
                "port" when ushort.TryParse(value, out ushort port) => (3, [(byte)(port >> 8), (byte)port]),
                "ipv4hint" => (4, Addresses(value, AddressFamily.InterNetwork)),
                "ech" => (5, Convert.TryFromBase64String(value, new byte[MaxText], out _) ? Convert.FromBase64String(value) : null),
                "ipv6hint" => (6, Addresses(value, AddressFamily.InterNetworkV6)),
                "dohpath" => (7, Encoding.UTF8.GetBytes(value)),
                _ => (0, null),
            };
            if (data is null || !parameters.TryAdd(key, data))
            {
                return false;
            }
        }

        foreach ((int key, byte[] data) in parameters)
        {
            AddNumber((ushort)key, octets);
            AddNumber((ushort)data.Length, octets);
            octets.AddRange(data);
        }

        return true;
    }

    private static byte[]? Addresses(string value, AddressFamily family)
    {
        List<byte> octets = [];
        foreach (string part in value.Split(','))
        {
            if (!IPAddress.TryParse(part, out IPAddress? address) || address.AddressFamily != family)
            {
                return null;
            }

            octets.AddRange(address.GetAddressBytes());
        }

        return [.. octets];
    }
}
