using BhaiKaDns.Administration;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BhaiKaDns.Api;

/// <summary>
/// Entity tags of single objects (RFC 9110, section 8.8.3): the object's version, and behind a point that of what else the answer tells,
/// such as a pause. A change is compared by the version alone, as nobody writes the rest.
/// </summary>
internal static class EntityTags
{
    // What is no tag must not pass for "whatever is there": no object has this version.
    private const string NoVersion = "?";

    /// <param name="state">What the answer tells besides the object; null if nothing.</param>
    public static string Of(string version, object? state = null) => state is null ? $"\"{version}\"" : $"\"{version}.{ObjectVersion.Of(state)}\"";

    /// <summary>Whether the client has this answer already.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch is { Count: > 0 } header
        && EntityTagHeaderValue.TryParseList(header, out IList<EntityTagHeaderValue>? known)
        && known.Any(one => one.Tag == "*" || one.Tag == tag);

    /// <summary>The version that a change is meant for; null if the client does not care.</summary>
    public static string? Expected(HttpRequest request)
    {
        StringValues header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out IList<EntityTagHeaderValue>? wanted) || wanted.Count != 1 || wanted[0].IsWeak)
        {
            return NoVersion;
        }

        return wanted[0].Tag == "*" ? null : wanted[0].Tag.Value!.Trim('"').Split('.')[0];
    }
}
