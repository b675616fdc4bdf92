namespace BhaiKaDns.Dns;

/// <summary>Octets written for people: hexadecimal with spaces wherever they help.</summary>
internal static class Hex
{
    public static byte[] Of(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
