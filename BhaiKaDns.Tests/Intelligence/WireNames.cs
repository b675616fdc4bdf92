using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence;

/// <summary>Wire names for tests.</summary>
internal static class WireNames
{
    public static byte[] Wire(this string text)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return DomainNameText.TryParse(text, wire, out int length) ? wire[..length] : throw new ArgumentException(text, nameof(text));
    }
}
