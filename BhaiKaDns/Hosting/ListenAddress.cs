using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;

namespace BhaiKaDns.Hosting;

/// <summary>Addresses to listen on as settings write them: <c>0.0.0.0:5353</c>, <c>[::]:5353</c>. Port 0 lets the system choose.</summary>
internal static class ListenAddress
{
    public static bool TryParse(string text, out IPEndPoint endPoint)
    {
        endPoint = new IPEndPoint(IPAddress.None, 0);
        int colon = text.LastIndexOf(':');

        // Without its port "::1" would be read as an address, and port 0 chosen in silence.
        if (colon <= 0
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || (text[0] == '[') != (text[colon - 1] == ']')
            || (text[0] != '[' && text.IndexOf(':', StringComparison.Ordinal) != colon)
            || !IPAddress.TryParse(text.AsSpan(0, colon).Trim("[]"), out IPAddress? address))
        {
            return false;
        }

        endPoint = new IPEndPoint(address, port);
        return true;
    }
}

/// <summary>Each element is an address with a port.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenAddressesAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        ListCheck.Run(value, validationContext, text => ListenAddress.TryParse(text, out _), "is not an address with a port: write 127.0.0.1:5353 or [::1]:5353");
}
