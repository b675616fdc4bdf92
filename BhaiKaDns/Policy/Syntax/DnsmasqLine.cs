using System.Text;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Lines of dnsmasq's configuration that lists are published in: <c>address=/name/...</c>, <c>server=/name/</c>, <c>local=/name/</c>.</summary>
internal static class DnsmasqLine
{
    public static bool Has(ReadOnlySpan<byte> token) =>
        token.StartsWith("address=/"u8) || token.StartsWith("server=/"u8) || token.StartsWith("local=/"u8);

    public static RuleLineKind Parse(ReadOnlySpan<byte> token, ref RuleLine rule)
    {
        bool isAddress = token[0] == 'a';
        int start = token.IndexOf((byte)'/') + 1;
        int end = token.LastIndexOf((byte)'/');
        if (end < start)
        {
            return rule.Fail(RuleProblem.BadValue);
        }

        if (end == start)
        {
            return rule.Fail(RuleProblem.BadName);
        }

        string value = Encoding.Latin1.GetString(token[(end + 1)..]);
        rule.Kind = new RuleKind(RuleScope.Tree, IsAllow: false);
        if (value.Length == 0)
        {
            rule.Kind = rule.Kind with { Form = AnswerForm.NameError };
        }
        else if (value == "#")
        {
            // address=/name/# is the null address; server=/name/# sends the name where all others go.
            rule.Kind = rule.Kind with { IsAllow = !isAddress };
        }
        else if (!isAddress)
        {
            return rule.Fail(RuleProblem.NotSupported);
        }
        else if (RewriteText.OfAddress(value) is not { } rewrite)
        {
            return rule.Fail(RuleProblem.BadValue);
        }
        else if (!RewriteText.IsNull(rewrite))
        {
            rule.Kind = rule.Kind with { Form = AnswerForm.Prepared };
            rule.Details = new RuleDetails { Rewrite = rewrite, Canonical = rewrite.Canonical };
        }

        return rule.TakeNames(token[start..end], NameSeparator.Slash, RuleScope.Tree);
    }
}
