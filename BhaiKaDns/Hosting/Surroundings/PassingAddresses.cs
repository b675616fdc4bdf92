using System.Globalization;
using System.Net;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>
/// Reads <c>/proc/net/if_inet6</c> for addresses that will not stay: temporary ones (RFC 8981), and those that are deprecated or not yet
/// sure to be unique. A device that was told one of them would lose its DNS within a day.
/// </summary>
internal static class PassingAddresses
{
    // linux/if_addr.h
    private const int Temporary = 0x01;
    private const int DuplicateFound = 0x08;
    private const int Deprecated = 0x20;
    private const int Tentative = 0x40;

    private const int Fields = 6;
    private const int AddressDigits = 32;

    public static IReadOnlyList<IPAddress> Parse(string text)
    {
        List<IPAddress> found = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string[] fields = line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == Fields && fields[0].Length == AddressDigits && fields[0].All(char.IsAsciiHexDigit)
                && int.TryParse(fields[4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int flags)
                && (flags & (Temporary | DuplicateFound | Deprecated | Tentative)) != 0)
            {
                found.Add(new IPAddress(Convert.FromHexString(fields[0])));
            }
        }

        return found;
    }
}
