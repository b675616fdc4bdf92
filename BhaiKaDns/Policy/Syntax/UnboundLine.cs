using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Lines of unbound's configuration that lists are published in: <c>local-zone:</c> and <c>local-data:</c>.</summary>
internal static class UnboundLine
{
    public static bool Has(ReadOnlySpan<byte> token) =>
        token.SequenceEqual("local-zone:"u8) || token.SequenceEqual("local-data:"u8) || token.SequenceEqual("server:"u8);

    public static RuleLineKind Parse(ReadOnlySpan<byte> token, ReadOnlySpan<byte> rest, ZoneContext zone, ref RuleLine rule)
    {
        if (token[0] == 's')
        {
            return RuleLineKind.Comment;
        }

        string text = Encoding.UTF8.GetString(rest).Trim();
        return token.SequenceEqual("local-zone:"u8) ? ParseZone(text, zone, ref rule) : ParseData(text, zone, ref rule);
    }

    private static RuleLineKind ParseZone(string text, ZoneContext zone, ref RuleLine rule)
    {
        string[] parts = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || (parts.Length > 2 && parts[2][0] != '#'))
        {
            return rule.Fail(RuleProblem.BadValue);
        }

        RuleKind block = new(RuleScope.Tree, IsAllow: false);
        RuleKind? kind = parts[1].Trim('"') switch
        {
            "always_nxdomain" or "static" => block with { Form = AnswerForm.NameError },
            "always_nodata" => block with { Form = AnswerForm.NoData },
            "refuse" or "always_refuse" => block with { Form = AnswerForm.Refused },
            "deny" or "always_deny" or "inform_deny" => block with { Form = AnswerForm.Silence },
            "redirect" or "inform_redirect" or "always_null" => block,
            "transparent" or "typetransparent" or "always_transparent" => block with { IsAllow = true },
            _ => null,
        };
        if (kind is null)
        {
            return rule.Fail(RuleProblem.NotSupported);
        }

        string name = parts[0].Trim('"').TrimEnd('.');
        zone.Redirected = parts[1].Contains("redirect", StringComparison.Ordinal) ? name : "";
        rule.Kind = kind.Value;
        return name.Length == 0 ? rule.Fail(RuleProblem.BadName) : rule.TakeNames(Encoding.UTF8.GetBytes(name), NameSeparator.None, RuleScope.Tree, isExplicit: true);
    }

    // "name [ttl] [IN] TYPE data", in double or single quotes.
    private static RuleLineKind ParseData(string text, ZoneContext zone, ref RuleLine rule)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'') || text.LastIndexOf(text[0]) is var end && end < 2)
        {
            return rule.Fail(RuleProblem.BadValue);
        }

        string[] fields = text[1..end].Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2 || !ZoneLine.TryReadRecord(fields[1], out RecordType type, out string data) || RewriteText.OfRecord(ResponseCode.NoError, type, data) is not { } rewrite)
        {
            return rule.Fail(RuleProblem.BadValue);
        }

        string name = fields[0].TrimEnd('.');
        RuleScope scope = name.Equals(zone.Redirected, StringComparison.OrdinalIgnoreCase) ? RuleScope.Tree : RuleScope.Exact;
        rule.Kind = new RuleKind(scope, IsAllow: false);
        if (!RewriteText.IsNull(rewrite))
        {
            rule.Kind = rule.Kind with { Form = AnswerForm.Prepared };
            rule.Details = new RuleDetails { Rewrite = rewrite, Canonical = rewrite.Canonical };
        }

        return name.Length == 0 ? rule.Fail(RuleProblem.BadName) : rule.TakeNames(Encoding.UTF8.GetBytes(name), NameSeparator.None, scope, isExplicit: true);
    }
}
