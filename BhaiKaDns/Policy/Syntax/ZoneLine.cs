using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>
/// A line of a response policy zone in master-file syntax (RFC 1035, section 5): the owner name says what triggers, the record what
/// happens. Directives, SOA and NS only set the scene.
/// </summary>
internal static class ZoneLine
{
    private static readonly char[] Blanks = [' ', '\t', '\r'];

    public static bool IsDirective(ReadOnlySpan<byte> token) =>
        token[0] == '$' && (token.SequenceEqual("$ORIGIN"u8) || token.SequenceEqual("$TTL"u8) || token.SequenceEqual("$INCLUDE"u8) || token.SequenceEqual("$GENERATE"u8));

    /// <summary>Whether what follows a name is TTL, class or type of a record.</summary>
    public static bool IsRecord(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> token = LineShape.NextToken(ref rest);
        if (token.Length > 10)
        {
            return false;
        }

        // Nearly all lines of large zones; the others need a string.
        return token.SequenceEqual("CNAME"u8) || token.SequenceEqual("IN"u8) || TryReadRecord(Encoding.Latin1.GetString(token) + ' ' + Encoding.Latin1.GetString(rest), out _, out _);
    }

    public static RuleLineKind Parse(ReadOnlySpan<byte> line, ZoneContext zone, ref RuleLine rule)
    {
        string text = Encoding.UTF8.GetString(line);
        text = text[..CommentAt(text)].TrimEnd(Blanks);
        if (zone.IsInParentheses)
        {
            zone.IsInParentheses = !text.Contains(')', StringComparison.Ordinal);
            return RuleLineKind.Comment;
        }

        if (text.StartsWith('$'))
        {
            return ParseDirective(text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries), zone, ref rule);
        }

        if (text.Length > 0 && !Blanks.Contains(text[0]))
        {
            int end = text.IndexOfAny(Blanks);
            zone.Owner = end < 0 ? text : text[..end];
            text = end < 0 ? "" : text[end..];
        }

        text = text.Trim(Blanks);
        if (text.Length == 0)
        {
            return RuleLineKind.Comment;
        }

        if (!TryReadRecord(text, out RecordType type, out string data))
        {
            return rule.Fail(RuleProblem.NotSupported);
        }

        if (type is RecordType.Soa or RecordType.Ns)
        {
            zone.IsZone = true;
            zone.Apex = type is RecordType.Soa ? Absolute(zone.Owner, zone) : zone.Apex;
            zone.IsInParentheses = data.Contains('(', StringComparison.Ordinal) && !data.Contains(')', StringComparison.Ordinal);
            return RuleLineKind.Comment;
        }

        return TryReadAction(type, data, ref rule) is var problem and not RuleProblem.None ? rule.Fail(problem) : TakeTrigger(zone, ref rule);
    }

    /// <summary>Reads <c>[ttl] [class] type data</c>, TTL and class in any order.</summary>
    public static bool TryReadRecord(string text, out RecordType type, out string data)
    {
        type = RecordType.None;
        data = text;
        for (int field = 0; field < 3; field++)
        {
            int end = data.IndexOfAny(Blanks);
            string word = end < 0 ? data : data[..end];
            data = end < 0 ? "" : data[end..].Trim(Blanks);
            if (word.Length > 0 && char.IsAsciiDigit(word[0]) && word.All(char.IsAsciiLetterOrDigit))
            {
                continue;
            }

            if (!word.Equals("IN", StringComparison.OrdinalIgnoreCase))
            {
                return data.Length > 0 && RecordTypeText.TryParse(word, out type);
            }
        }

        return false;
    }

    private static RuleLineKind ParseDirective(string[] words, ZoneContext zone, ref RuleLine rule)
    {
        zone.IsZone = true;
        if (words[0] is "$TTL")
        {
            return RuleLineKind.Comment;
        }

        if (words[0] is not "$ORIGIN" || words.Length != 2)
        {
            return rule.Fail(words[0] is "$ORIGIN" ? RuleProblem.BadValue : RuleProblem.NotSupported);
        }

        zone.Origin = Absolute(words[1], zone);
        zone.Apex = zone.Apex.Length == 0 ? zone.Origin : zone.Apex;
        return RuleLineKind.Comment;
    }

    private static RuleProblem TryReadAction(RecordType type, string data, ref RuleLine rule)
    {
        AnswerForm? form = (type, data.ToLowerInvariant()) switch
        {
            (RecordType.Cname, ".") => AnswerForm.NameError,
            (RecordType.Cname, "*.") => AnswerForm.NoData,
            (RecordType.Cname, "rpz-drop." or "rpz-drop") => AnswerForm.Silence,
            (RecordType.Cname, "rpz-tcp-only." or "rpz-tcp-only") => AnswerForm.TcpOnly,
            (RecordType.Cname, "rpz-passthru." or "rpz-passthru") => AnswerForm.ByPolicy,
            _ => null,
        };
        rule.Kind = new RuleKind(RuleScope.Exact, IsAllow: form is AnswerForm.ByPolicy, Form: form ?? AnswerForm.Prepared);
        if (form is not null)
        {
            return RuleProblem.None;
        }

        if (type is RecordType.Cname && (data.StartsWith("*.", StringComparison.Ordinal) || data.StartsWith("rpz-", StringComparison.OrdinalIgnoreCase)))
        {
            return RuleProblem.NotSupported;
        }

        Rewrite? rewrite = RewriteText.OfRecord(ResponseCode.NoError, type, data);
        rule.Details = new RuleDetails { Rewrite = rewrite, Canonical = rewrite?.Canonical ?? "" };
        return rewrite is null ? RuleProblem.BadValue : RuleProblem.None;
    }

    private static RuleLineKind TakeTrigger(ZoneContext zone, ref RuleLine rule)
    {
        string owner = Absolute(zone.Owner, zone);
        if (zone.Apex.Length > 0)
        {
            if (!owner.EndsWith('.' + zone.Apex, StringComparison.OrdinalIgnoreCase))
            {
                return rule.Fail(RuleProblem.BadName);
            }

            owner = owner[..^(zone.Apex.Length + 1)];
        }

        bool isAddress = owner.EndsWith(".rpz-ip", StringComparison.OrdinalIgnoreCase);
        if (isAddress || owner.EndsWith(".rpz-nsip", StringComparison.OrdinalIgnoreCase))
        {
            return rule.Details is not null ? rule.Fail(RuleProblem.NotSupported)
                : TryReadNetwork(owner[..owner.LastIndexOf('.')], out NetworkPrefix network) ? rule.TakeNetwork(network, isNameServer: !isAddress)
                : rule.Fail(RuleProblem.BadValue);
        }

        if (owner.EndsWith(".rpz-client-ip", StringComparison.OrdinalIgnoreCase))
        {
            return rule.Fail(RuleProblem.NotSupported);
        }

        bool isNameServer = owner.EndsWith(".rpz-nsdname", StringComparison.OrdinalIgnoreCase);
        owner = isNameServer ? owner[..owner.LastIndexOf('.')] : owner;
        bool isBelow = owner.StartsWith("*.", StringComparison.Ordinal);
        owner = isBelow ? owner[2..] : owner;
        return owner.Length == 0 || (isNameServer && rule.Details is not null)
            ? rule.Fail(owner.Length == 0 ? RuleProblem.BadName : RuleProblem.NotSupported)
            : rule.TakeNames(Encoding.UTF8.GetBytes(owner), NameSeparator.None, isBelow ? RuleScope.Below : RuleScope.Exact, isExplicit: true, isNameServer);
    }

    // 24.0.2.0.192: the length of the prefix, then the address from its end; zz stands for the run of zeros of an IPv6 address.
    private static bool TryReadNetwork(string text, out NetworkPrefix network)
    {
        network = default;
        string[] labels = text.Split('.');
        if (labels.Length < 2)
        {
            return false;
        }

        string[] words = [.. labels.Skip(1).Reverse().Select(label => label.Equals("zz", StringComparison.OrdinalIgnoreCase) ? "" : label)];
        bool isIPv4 = words.Length == 4 && words.All(word => byte.TryParse(word, out _));
        string address = string.Join(isIPv4 ? '.' : ':', words);
        address = (words[0].Length == 0 ? ":" : "") + address + (words[^1].Length == 0 ? ":" : "");
        return NetworkPrefix.TryParse(Encoding.ASCII.GetBytes($"{address}/{labels[0]}"), out network);
    }

    private static string Absolute(string name, ZoneContext zone) => name switch
    {
        "@" => zone.Origin,
        _ when name.EndsWith('.') => name[..^1],
        _ when zone.Origin.Length == 0 => name,
        _ => name + '.' + zone.Origin,
    };

    private static int CommentAt(string text)
    {
        bool isQuoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            isQuoted ^= text[at] == '"';
            if (text[at] == ';' && !isQuoted)
            {
                return at;
            }
        }

        return text.Length;
    }
}
