namespace BhaiKaDns.Policy.Lists;

/// <summary>Where a list comes from.</summary>
/// <param name="Location">Name of the resource, absolute path or URL.</param>
internal sealed record ListSource(ListSourceKind Kind, string Location)
{
    private const string BuiltinPrefix = "builtin:";

    /// <summary>Reads a setting; on failure <paramref name="problem"/> is a sentence.</summary>
    public static bool TryParse(string text, out ListSource source, out string? problem)
    {
        source = new ListSource(ListSourceKind.File, "");
        problem = null;
        if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
        {
            problem = "A URL, a file path, builtin:starter or preset:ID is needed.";
        }
        else if (text.StartsWith(ListPresets.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            problem = ListPresets.TryFind(text, out ListPreset? preset, out string? objection) ? TryParseWeb(preset.Url, out source) : objection;
        }
        else if (text.StartsWith(BuiltinPrefix, StringComparison.OrdinalIgnoreCase))
        {
            source = new ListSource(ListSourceKind.Builtin, text[BuiltinPrefix.Length..].ToLowerInvariant());
            problem = BuiltinLists.Exists(source.Location) ? null : $"There is no list '{text}' inside the program; there is builtin:starter.";
        }
        else if (text.Contains("://", StringComparison.Ordinal))
        {
            problem = TryParseWeb(text, out source);
        }
        else
        {
            source = new ListSource(ListSourceKind.File, Path.GetFullPath(text));
        }

        return problem is null;
    }

    /// <summary>The source as it was written, without what may be secret in a URL.</summary>
    public override string ToString() => Kind switch
    {
        ListSourceKind.Builtin => BuiltinPrefix + Location,
        ListSourceKind.Web => new Uri(Location).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        _ => Location,
    };

    private static string? TryParseWeb(string text, out ListSource source)
    {
        source = new ListSource(ListSourceKind.Web, text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            return "This is not a URL.";
        }

        source = new ListSource(url.IsFile ? ListSourceKind.File : ListSourceKind.Web, url.IsFile ? url.LocalPath : url.AbsoluteUri);
        return url.IsFile || url.Scheme is "http" or "https" ? null : "Only http and https URLs can be fetched.";
    }
}

internal enum ListSourceKind : byte
{
    Builtin = 0,
    File = 1,
    Web = 2,
}
