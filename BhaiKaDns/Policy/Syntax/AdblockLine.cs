using System.Buffers;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>The part of adblock syntax that speaks of names, as AdGuard Home reads it, and plain names.</summary>
internal static class AdblockLine
{
    private static readonly SearchValues<byte> PatternMarks = SearchValues.Create("*^|"u8);
    private static readonly SearchValues<byte> UrlMarks = SearchValues.Create("/=:?&"u8);

    /// <param name="text">The line without blanks around it.</param>
    public static RuleLineKind Parse(ReadOnlySpan<byte> text, ref RuleLine rule)
    {
        bool isAllow = text.StartsWith("@@"u8);
        text = isAllow ? text[2..] : text;
        rule.Kind = new RuleKind(RuleScope.Tree, isAllow);
        if (text.IsEmpty)
        {
            return rule.Fail(RuleProblem.BadName);
        }

        ReadOnlySpan<byte> regex = default;
        int patternEnd = text.IndexOf((byte)'$');
        if (text[0] == '/' && !TrySplitRegex(text, out regex, out patternEnd))
        {
            return rule.Fail(RuleProblem.HttpOnly);
        }

        if (patternEnd >= 0 && patternEnd < text.Length)
        {
            RuleProblem problem = ModifierReader.Read(text[(patternEnd + 1)..], isAllow, out bool isImportant, out RuleDetails? details);
            if (problem is not RuleProblem.None)
            {
                return rule.Fail(problem);
            }

            rule.Details = details;
            rule.Kind = rule.Kind with
            {
                IsImportant = isImportant,
                Form = details?.Rewrite is not null && !isAllow ? Queries.AnswerForm.Prepared : Queries.AnswerForm.ByPolicy,
            };
            text = text[..patternEnd];
        }

        if (!regex.IsEmpty)
        {
            // A slash is in no name: this speaks of addresses of pages.
            return regex.Contains((byte)'/') ? rule.Fail(RuleProblem.HttpOnly) : rule.TakePattern(RuleTarget.Regex, regex);
        }

        return text.IsEmpty && rule.Details is null ? rule.Fail(RuleProblem.BadName) : ParsePattern(text, ref rule);
    }

    private static RuleLineKind ParsePattern(ReadOnlySpan<byte> text, ref RuleLine rule)
    {
        bool isDomain = text.StartsWith("||"u8);
        bool isStart = !isDomain && text.StartsWith("|"u8);
        ReadOnlySpan<byte> name = text[(isDomain ? 2 : isStart ? 1 : 0)..];
        bool isEnd = name.EndsWith("^"u8) || name.EndsWith("|"u8);
        name = name.EndsWith("^|"u8) ? name[..^2] : isEnd ? name[..^1] : name;
        if (isDomain && NetworkPrefix.TryParse(name, out NetworkPrefix network))
        {
            return rule.Details is null ? rule.TakeNetwork(network) : rule.Fail(RuleProblem.NotSupported);
        }

        if (name.ContainsAny(UrlMarks))
        {
            return rule.Fail(RuleProblem.HttpOnly);
        }

        ReadOnlySpan<byte> bare = name.StartsWith("*."u8) ? name[2..] : name;
        if (bare.ContainsAny(PatternMarks) || (isStart != isEnd && !isDomain) || text.IsEmpty)
        {
            return IsTooWide(text) && rule.Details is not { IsPlain: false }
                ? rule.Fail(RuleProblem.TopLevel)
                : rule.TakePattern(RuleTarget.Pattern, text.IsEmpty ? "*"u8 : text);
        }

        // |name^ is the name alone; *.name^ is all below it, as without the end.
        return name.IsEmpty ? rule.Fail(RuleProblem.BadName) : rule.TakeName(name, isStart ? RuleScope.Exact : RuleScope.Tree, isDomain || isStart);
    }

    // Wildcards and marks alone would match every name; nobody means that without a modifier.
    private static bool IsTooWide(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept("*^|."u8);

    // The last slash that ends the text or stands before modifiers.
    private static bool TrySplitRegex(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> regex, out int patternEnd)
    {
        regex = default;
        patternEnd = -1;
        int end = text[^1] == '/' ? text.Length - 1 : text.LastIndexOf("/$"u8);
        if (end < 2)
        {
            return false;
        }

        regex = text[1..end];
        patternEnd = end + 1;
        return true;
    }
}
