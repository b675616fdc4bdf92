using System.Net;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>
/// What one rule does, in words: formats with <c>{0}</c> places, so that whoever shows it may translate each before it is filled. The verb's
/// place takes the target; whom it holds for is put behind by the caller.
/// </summary>
/// <param name="Conditions">Each a sentence of its own.</param>
internal sealed record RuleMeaning(MeaningText Verb, MeaningText Target, IReadOnlyList<MeaningText> Conditions)
{
    /// <summary>The whole in English: "Blocks ads.example and every name below it for Asha's phone."</summary>
    /// <param name="whom">With its preposition; empty for everybody.</param>
    public string Say(string whom = "") => Say(static (format, values) => values.Length == 0 ? format : string.Format(System.Globalization.CultureInfo.InvariantCulture, format, values), whom);

    /// <param name="words">Translates a format and fills it.</param>
    /// <inheritdoc cref="Say(string)"/>
    public string Say(Func<string, object[], string> words, string whom)
    {
        StringBuilder sentence = new(words(Verb.Format, [words(Target.Format, Target.Values), .. Verb.Values]));
        if (whom.Length > 0)
        {
            sentence.Append(' ').Append(whom);
        }

        sentence.Append('.');
        foreach (MeaningText condition in Conditions)
        {
            sentence.Append(' ').Append(words(condition.Format, condition.Values));
        }

        return sentence.ToString();
    }

    /// <summary>The meaning of the rule that a reader stands on.</summary>
    public static RuleMeaning Of(in RuleReader rule) =>
        new(VerbOf(rule.Kind, rule.Details ?? RuleDetails.None), TargetOf(rule), ConditionsOf(rule.Kind, rule.Details ?? RuleDetails.None));

    private static MeaningText TargetOf(in RuleReader rule) => rule.Target switch
    {
        RuleTarget.Pattern => new("names that match the pattern {0}", Encoding.UTF8.GetString(rule.Pattern)),
        RuleTarget.Regex when rule.Details is { IsInverted: true } => new("names that do not match the regular expression {0}", Encoding.UTF8.GetString(rule.Pattern)),
        RuleTarget.Regex => new("names that match the regular expression {0}", Encoding.UTF8.GetString(rule.Pattern)),
        RuleTarget.Network => new("answers with an address in {0}", rule.Network.ToString()),
        RuleTarget.NameServer => new("names told by the name server {0}", DomainNameText.ToText(rule.Name)),
        RuleTarget.NameServerNetwork => new("names told by a name server in {0}", rule.Network.ToString()),
        _ => new(
            rule.Kind.Scope switch
            {
                RuleScope.Exact => "{0} itself, but no name below it",
                RuleScope.Below => "every name below {0}, but not {0} itself",
                _ => "{0} and every name below it",
            },
            DomainNameText.ToText(rule.Name)),
    };

    private static MeaningText VerbOf(RuleKind kind, RuleDetails details) => (kind, details) switch
    {
        (_, { IsBadfilter: true }) => new("Switches off the same rule without $badfilter, for {0}"),
        ({ IsAllow: true }, { Rewrite: not null }) => new("Switches rewrites off for {0}"),
        ({ IsAllow: true, IsImportant: true }, _) => new("Allows {0}, before everything else"),
        ({ IsAllow: true }, _) => new("Allows {0}"),
        (_, { Rewrite: { } rewrite }) => Answers(rewrite),
        _ => kind.Form switch
        {
            AnswerForm.NameError => new("Answers that there is no such name, for {0}"),
            AnswerForm.NoData => new("Answers that there is no such record, for {0}"),
            AnswerForm.Refused => new("Refuses {0}"),
            AnswerForm.Silence => new("Gives no answer at all for {0}"),
            AnswerForm.TcpOnly => new("Answers over connections only, for {0}"),
            _ => kind.IsImportant ? new("Blocks {0}, also where another rule allows it") : new("Blocks {0}"),
        },
    };

    private static MeaningText Answers(Rewrite rewrite) => rewrite switch
    {
        { Type: RecordType.None, Code: ResponseCode.NoError } => new("Answers with nothing, for {0}"),
        { Type: RecordType.None } => new("Answers with the code {1}, for {0}", rewrite.Code.ToString()),
        { Type: RecordType.A or RecordType.Aaaa, Data: { Length: 4 or 16 } data } => new("Answers with the address {1}, for {0}", new IPAddress(data).ToString()),
        { Type: RecordType.Cname, Data: { Length: > 0 } data } => new("Answers with the records of {1}, for {0}", DomainNameText.ToText(data)),
        _ => new("Answers with a record of type {1}, for {0}", RecordTypeText.ToText(rewrite.Type)),
    };

    private static List<MeaningText> ConditionsOf(RuleKind kind, RuleDetails details)
    {
        List<MeaningText> conditions = [];
        if (details.Types.Count > 0)
        {
            string types = string.Join(", ", details.Types.Select(RecordTypeText.ToText));
            conditions.Add(details.AreTypesExcluded ? new("Not for questions of type {0}.", types) : new("Only for questions of type {0}.", types));
        }

        if (details.Exempted.Length > 0)
        {
            conditions.Add(new("{0} domains are left out.", details.Exempted.Length));
        }

        if (details.Condition is { } condition)
        {
            conditions.Add(new("Only where {0} holds.", condition.Text));
        }

        return conditions;
    }
}

/// <param name="Format">English, with places.</param>
internal sealed record MeaningText(string Format, params object[] Values);
