using System.ComponentModel.DataAnnotations;
using System.Net;

namespace BhaiKaDns.Hosting;

/// <summary>URLs to serve pages on: <c>http://0.0.0.0:8080</c>, <c>http://localhost:8080</c>, <c>http://*:8080</c> (every address of both families).</summary>
internal static class ListenUrl
{
    /// <param name="endPoints">The addresses behind the URL; two for "localhost".</param>
    public static bool TryParse(string text, out IReadOnlyList<IPEndPoint> endPoints)
    {
        endPoints = [];
        const string Scheme = "http://";
        string authority = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].TrimEnd('/') : "";
        string onAny = authority.Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase).Replace("*", "[::]", StringComparison.Ordinal);
        if (!ListenAddress.TryParse(onAny, out IPEndPoint endPoint))
        {
            return false;
        }

        endPoints = authority.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
            ? [endPoint, new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port)]
            : [endPoint];
        return true;
    }
}

/// <summary>Each element is a URL that pages can be served on.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListenUrlsAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        ListCheck.Run(value, validationContext, text => ListenUrl.TryParse(text, out _), "is not a URL to listen on: write http://0.0.0.0:8080 or http://localhost:8080");
}
