using System.Collections.Frozen;
using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Reads what stands behind the <c>$</c> of a rule in adblock syntax.</summary>
internal static class ModifierReader
{
    // Speak of what a browser sees. From AdGuard's, uBlock Origin's and Adblock Plus' documentation.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ForBrowsers = new[]
    {
        "1p", "3p", "all", "app", "background", "beacon", "cname", "content", "cookie", "cors", "csp", "css", "doc", "document", "domain", "ehide", "elemhide",
        "empty", "extension", "first-party", "font", "frame", "from", "genericblock", "generichide", "ghide", "header", "hls", "image", "inline-font",
        "inline-script", "ipaddress", "jsinject", "jsonprune", "match-case", "media", "method", "mp4", "network", "object", "object-subrequest", "other",
        "permissions", "ping", "popunder", "popup", "reason", "redirect", "redirect-rule", "referrerpolicy", "removeheader", "removeparam", "replace",
        "rewrite", "script", "shide", "specifichide", "stealth", "strict1p", "strict3p", "stylesheet", "subdocument", "third-party", "to", "uritransform",
        "urlblock", "urlskip", "urltransform", "webrtc", "websocket", "xhr", "xmlhttprequest", "xmlprune",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="details">Null if only importance is said.</param>
    public static RuleProblem Read(ReadOnlySpan<byte> text, bool isAllow, out bool isImportant, out RuleDetails? details)
    {
        isImportant = text.SequenceEqual("important"u8);
        details = null;
        if (isImportant)
        {
            return RuleProblem.None;
        }

        if (IsForBrowsers(text))
        {
            return RuleProblem.HttpOnly;
        }

        Draft draft = new() { IsAllow = isAllow };
        foreach (string modifier in Split(Encoding.UTF8.GetString(text)))
        {
            int equals = modifier.IndexOf('=');
            string key = (equals < 0 ? modifier : modifier[..equals]).Trim();
            RuleProblem problem = draft.Take(key, equals < 0 ? null : modifier[(equals + 1)..]);
            if (problem is not RuleProblem.None)
            {
                return problem;
            }
        }

        isImportant = draft.IsImportant;
        return draft.TryBuild(out details) ? RuleProblem.None : RuleProblem.BadValue;
    }

    // Whether the first or the last modifier is for browsers: most lines of lists for browsers end here, without a string.
    private static bool IsForBrowsers(ReadOnlySpan<byte> text) => IsKeyForBrowsers(text) || IsKeyForBrowsers(text[(text.LastIndexOf((byte)',') + 1)..]);

    private static bool IsKeyForBrowsers(ReadOnlySpan<byte> modifier)
    {
        Span<char> key = stackalloc char[24];
        int length = modifier.IndexOfAny((byte)'=', (byte)',') is >= 0 and int end ? end : modifier.Length;
        int start = modifier.StartsWith("~"u8) ? 1 : 0;
        if (length - start is <= 0 or > 24)
        {
            return false;
        }

        _ = Encoding.Latin1.GetChars(modifier[start..length], key);
        return ForBrowsers.Contains(key[..(length - start)]);
    }

    // At commas that are neither behind a backslash nor in quotes.
    private static List<string> Split(string text)
    {
        List<string> parts = [];
        StringBuilder part = new();
        char quote = '\0';
        for (int at = 0; at < text.Length; at++)
        {
            char letter = text[at];
            if (letter == '\\' && at + 1 < text.Length)
            {
                // The comma alone is escaped for this reader; other escapes belong to the value.
                _ = text[at + 1] == ',' ? part : part.Append(letter);
                part.Append(text[++at]);
                continue;
            }

            // A quote begins where a value begins: elsewhere it is an apostrophe.
            bool isOpening = quote == '\0' && (letter is '\'' or '"') && part.Length > 0 && (part[^1] is '=' or '|' or '~');
            if (isOpening || letter == quote)
            {
                quote = isOpening ? letter : '\0';
            }

            if (letter == ',' && quote == '\0')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(letter);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    private sealed class Draft
    {
        private readonly SortedSet<string> _canonical = new(StringComparer.Ordinal);
        private List<RecordType> _types = [];
        private bool _areTypesExcluded;
        private ulong[] _exempted = [];
        private string? _clients;
        private string? _tags;
        private Rewrite? _rewrite;
        private bool _isBadfilter;

        public bool IsAllow { get; init; }

        public bool IsImportant { get; private set; }

        public RuleProblem Take(string key, string? value)
        {
            switch (key.ToLowerInvariant())
            {
                case "important" when value is null:
                    IsImportant = true;
                    return RuleProblem.None;
                case "badfilter" when value is null:
                    _isBadfilter = true;
                    return RuleProblem.None;
                case "client" when value is not null:
                    _clients = value;
                    return RuleProblem.None;
                case "ctag" when value is not null:
                    _tags = value;
                    return RuleProblem.None;
                case "dnstype" when value is not null:
                    return TakeTypes(value) ? RuleProblem.None : RuleProblem.BadValue;
                case "denyallow" when value is not null:
                    return TakeExempted(value) ? RuleProblem.None : RuleProblem.BadValue;
                case "dnsrewrite":
                    _rewrite = string.IsNullOrEmpty(value) ? Rewrite.Whatever : RewriteText.Parse(value);
                    _canonical.Add("dnsrewrite=" + (ReferenceEquals(_rewrite, Rewrite.Whatever) ? "" : _rewrite?.Canonical));
                    return _rewrite is null ? RuleProblem.BadValue : RuleProblem.None;
                case "important" or "badfilter" or "client" or "ctag" or "dnstype" or "denyallow":
                    return RuleProblem.BadValue;
                default:
                    return ForBrowsers.Contains(key.AsSpan().TrimStart('~')) ? RuleProblem.HttpOnly : RuleProblem.NotSupported;
            }
        }

        public bool TryBuild(out RuleDetails? details)
        {
            details = null;
            ClientCondition? condition = _clients is null && _tags is null ? null : ClientCondition.Parse(_clients, _tags);
            if (condition is null && (_clients is not null || _tags is not null))
            {
                return false;
            }

            _ = condition is not null && _canonical.Add(condition.Text);
            if (_canonical.Count > 0 || _isBadfilter)
            {
                details = new RuleDetails
                {
                    Types = _types,
                    AreTypesExcluded = _areTypesExcluded,
                    Exempted = _exempted,
                    Condition = condition,
                    Rewrite = _rewrite,
                    IsBadfilter = _isBadfilter,
                    Canonical = string.Join(',', _canonical),
                };
            }

            return true;
        }

        private bool TakeTypes(string value)
        {
            List<RecordType> wanted = [];
            List<RecordType> excluded = [];
            foreach (string part in value.Split('|'))
            {
                if (!RecordTypeText.TryParse(part.TrimStart('~'), out RecordType type))
                {
                    return false;
                }

                (part.StartsWith('~') ? excluded : wanted).Add(type);
            }

            // Beside types that are wanted, those that are not say nothing more.
            _areTypesExcluded = wanted.Count == 0;
            _types = _areTypesExcluded ? excluded : wanted;
            _types.Sort();
            _canonical.Add($"dnstype={(_areTypesExcluded ? "~" : "")}{string.Join('|', _types)}");
            return true;
        }

        private bool TakeExempted(string value)
        {
            byte[] name = new byte[DomainName.MaxLength];
            List<ulong> hashes = [];
            SortedSet<string> names = new(StringComparer.Ordinal);
            foreach (string part in value.Split('|'))
            {
                if (RuleName.Read(Encoding.UTF8.GetBytes(part), name, out int length) is not RuleProblem.None)
                {
                    return false;
                }

                hashes.Add(SuffixHashes.OfWhole(name.AsSpan(0, length), out _));
                names.Add(DomainNameText.ToText(name.AsSpan(0, length)));
            }

            _exempted = [.. hashes];
            _canonical.Add("denyallow=" + string.Join('|', names));
            return true;
        }
    }
}
