using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Reads what a rule answers: the value of <c>$dnsrewrite</c>, and records of zones and other configurations.</summary>
internal static class RewriteText
{
    private static readonly FrozenDictionary<string, ResponseCode> Codes = new Dictionary<string, ResponseCode>(StringComparer.OrdinalIgnoreCase)
    {
        ["NOERROR"] = ResponseCode.NoError,
        ["FORMERR"] = ResponseCode.FormatError,
        ["SERVFAIL"] = ResponseCode.ServerFailure,
        ["NXDOMAIN"] = ResponseCode.NameError,
        ["NOTIMP"] = ResponseCode.NotImplemented,
        ["REFUSED"] = ResponseCode.Refused,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>code;type;value</c>, or an address, a name, or a code in capitals. Null if it cannot be read.</summary>
    public static Rewrite? Parse(string value)
    {
        string[] parts = value.Split(';', 3);
        if (parts.Length == 1)
        {
            return value.All(char.IsAsciiLetterUpper) && Codes.TryGetValue(value, out ResponseCode keyword) ? new Rewrite(keyword)
                : OfAddress(value) ?? (IsNumber(value.TrimEnd('.').Split('.')[^1]) ? null : OfRecord(ResponseCode.NoError, RecordType.Cname, value));
        }

        if (parts.Length != 3 || !Codes.TryGetValue(parts[0], out ResponseCode code))
        {
            return null;
        }

        if (code is not ResponseCode.NoError || (parts[1].Length == 0 && parts[2].Length == 0))
        {
            return parts[1].Length == 0 || RecordTypeText.TryParse(parts[1], out _) ? new Rewrite(code) : null;
        }

        return RecordTypeText.TryParse(parts[1], out RecordType type) ? OfRecord(code, type, parts[2]) : null;
    }

    /// <summary>A record with this address; null if it is none.</summary>
    public static Rewrite? OfAddress(string value)
    {
        if (!(value.Contains(':', StringComparison.Ordinal) || value.Count(letter => letter == '.') == 3) || !IPAddress.TryParse(value, out IPAddress? address) || value.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        return new Rewrite(ResponseCode.NoError, address.AddressFamily is AddressFamily.InterNetwork ? RecordType.A : RecordType.Aaaa, address.GetAddressBytes());
    }

    /// <summary>A record of a type whose data can be written; null otherwise.</summary>
    public static Rewrite? OfRecord(ResponseCode code, RecordType type, string data)
    {
        if (type is RecordType.A or RecordType.Aaaa)
        {
            return OfAddress(data) is { } rewrite && rewrite.Type == type ? rewrite : null;
        }

        return RecordValue.Read(type, data, out byte[] octets) is null ? new Rewrite(code, type, octets) : null;
    }

    /// <summary>Whether it is an address that lists write to mean "blocked".</summary>
    public static bool IsNull(Rewrite rewrite) =>
        rewrite.Type is RecordType.A or RecordType.Aaaa
        && new IPAddress(rewrite.Data!) is var address
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Loopback) || address.Equals(IPAddress.IPv6Loopback));

    // No top-level domain is a number: this is a part of an address.
    private static bool IsNumber(string label) => label.All(char.IsAsciiDigit);
}
