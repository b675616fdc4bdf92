using System.Buffers;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>A regular expression as Pi-hole writes it: without slashes, with <c>;querytype=</c>, <c>;invert</c> and <c>;reply=</c> behind it.</summary>
internal static class RegexLine
{
    private static readonly SearchValues<byte> RegexMarks = SearchValues.Create("\\()[]+?{}"u8);

    /// <summary>Whether a line without blanks can only be such an expression.</summary>
    public static bool Is(ReadOnlySpan<byte> token)
    {
        if (token[0] is (byte)'|' or (byte)'/' or (byte)'?' || token.StartsWith("@@"u8))
        {
            return false;
        }

        int end = EndOf(token);
        ReadOnlySpan<byte> pattern = token[..end];
        int dollar = pattern.IndexOf((byte)'$');

        // Behind a $ in the middle stand modifiers of adblock syntax, whose values have brackets at times.
        bool isAdblock = dollar >= 0 && dollar + 1 < pattern.Length && (char.IsAsciiLetter((char)pattern[dollar + 1]) || pattern[dollar + 1] == '~');
        return !pattern.IsEmpty
            && !pattern.Contains((byte)'/')
            && (end < token.Length || pattern[0] == '^' || pattern[^1] == '$' || (isAdblock ? pattern[..dollar] : pattern).ContainsAny(RegexMarks));
    }

    public static RuleLineKind Parse(ReadOnlySpan<byte> token, ref RuleLine rule)
    {
        int end = EndOf(token);
        RuleKind kind = new(RuleScope.Tree, IsAllow: false);
        List<RecordType> types = [];
        bool areTypesExcluded = false;
        bool isInverted = false;
        Rewrite? rewrite = null;
        foreach (string option in Encoding.Latin1.GetString(token[end..]).Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            (string key, string value) = option.IndexOf('=') is > 0 and int equals ? (option[..equals], option[(equals + 1)..]) : (option, "");
            bool isGood = key switch
            {
                "invert" => isInverted = value.Length == 0,
                "querytype" => TryReadTypes(value, types, out areTypesExcluded),
                "reply" => TryReadReply(value, ref kind, ref rewrite),
                _ => false,
            };
            if (!isGood)
            {
                return rule.Fail(key is "invert" or "querytype" or "reply" ? RuleProblem.BadValue : RuleProblem.NotSupported);
            }
        }

        rule.Kind = kind;
        rule.Details = new RuleDetails
        {
            Types = types,
            AreTypesExcluded = areTypesExcluded,
            IsInverted = isInverted,
            Rewrite = rewrite,
            Canonical = string.Join(';', [.. types.Order().Select(type => $"{(areTypesExcluded ? "~" : "")}{type}"), isInverted ? "invert" : "", rewrite?.Canonical ?? ""]).Trim(';'),
        };
        return rule.TakePattern(RuleTarget.Regex, token[..end]);
    }

    // A semicolon never belongs to an expression for names.
    private static int EndOf(ReadOnlySpan<byte> token) => token.IndexOf((byte)';') is >= 0 and int end ? end : token.Length;

    private static bool TryReadTypes(string value, List<RecordType> types, out bool areExcluded)
    {
        areExcluded = value.StartsWith('!');
        foreach (string text in value.TrimStart('!').Split(','))
        {
            if (!RecordTypeText.TryParse(text, out RecordType type))
            {
                return false;
            }

            types.Add(type);
        }

        return true;
    }

    private static bool TryReadReply(string value, ref RuleKind kind, ref Rewrite? rewrite)
    {
        AnswerForm? form = value.ToUpperInvariant() switch
        {
            "NXDOMAIN" => AnswerForm.NameError,
            "NODATA" => AnswerForm.NoData,
            "REFUSED" => AnswerForm.Refused,
            "NONE" => AnswerForm.Silence,
            "IP" => AnswerForm.ByPolicy,
            _ => null,
        };
        if (form is null && RewriteText.OfAddress(value) is { } address)
        {
            rewrite = address;
            form = AnswerForm.Prepared;
        }

        kind = kind with { Form = form ?? AnswerForm.ByPolicy };
        return form is not null;
    }
}
