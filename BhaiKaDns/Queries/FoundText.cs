using System.Net;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Queries;

/// <summary>Says for people what a verdict was reached for, where that was not the name asked for.</summary>
internal static class FoundText
{
    private const int IPv4Length = 4;

    /// <summary>Whether what was found with a reason is an address, not a name.</summary>
    public static bool IsAddress(Reason reason) => reason is Reason.AnswerAddress or Reason.Rebinding;

    /// <summary>Null if nothing was found, or something that cannot be read.</summary>
    /// <param name="found">4 or 16 octets of an address, or a name in wire form.</param>
    public static string? Of(Reason reason, ReadOnlySpan<byte> found) => found.Length switch
    {
        0 => null,
        IPv4Length or ClientAddress.Length when IsAddress(reason) => new IPAddress(found).ToString(),
        _ => IsAddress(reason) ? null : DomainNameText.ToText(found),
    };
}
