using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>What the rows of the syntax tests are checked with: the text of a list, through reader, compiler and view.</summary>
internal static class SyntaxTable
{
    public const string None = "-";

    private const ushort ListId = 2;

    /// <summary>The device that conditions are asked for.</summary>
    private static readonly ClientIdentity Client = new(
        [NetworkPrefix.Of(ClientAddress.FromIPv4(0xC0A80105))], ["Frank's laptop", "tv"], ["device_phone", "user_child"]);

    /// <summary>Block, Allow, Rewrite or the form, <c>!</c> behind what is important, and <c>-</c> for nothing.</summary>
    public static string Judge(string text, string name, RecordType type = RecordType.A)
    {
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];
        byte[] wire = NameSetTests.Wire(name);
        return ToText(View(text).Find(new RuleQuestion(wire, hashes.AsSpan(0, SuffixHashes.Compute(wire, hashes)), type)));
    }

    /// <summary>The same for an address in an answer.</summary>
    public static string JudgeAddress(string text, string address) =>
        ToText(View(text).FindAddress(ClientAddress.From(System.Net.IPAddress.Parse(address))));

    /// <summary>Code, then type and data of each record, then the target.</summary>
    public static string Prepare(string text, string name, RecordType type)
    {
        ulong[] hashes = new ulong[SuffixHashes.MaxCount];
        byte[] wire = NameSetTests.Wire(name);
        PreparedAnswer? answer = View(text).Prepare(new RuleQuestion(wire, hashes.AsSpan(0, SuffixHashes.Compute(wire, hashes)), type));
        return answer is null
            ? None
            : string.Join(' ', [answer.ResponseCode.ToString(), .. answer.Records.Select(record => $"{record.Type}:{Data(record)}"), .. answer.Target is null ? [] : new[] { "target" }]);
    }

    /// <summary>The problems of a text in its order.</summary>
    public static string Problems(string text) =>
        string.Join(' ', IgnoredLines.Of(RuleCompilerTests.Text(ListId, ListKind.Block, text), 100).Select(line => line.Problem));

    public static RuleView View(string text)
    {
        CompiledRules rules = RuleCompiler.Compile([RuleCompilerTests.Text(ListId, ListKind.Block, text)]);
        return rules.ViewOf(_ => true, condition => condition.Holds(Client));
    }

    public static string ToText(RuleMatch match) => match switch
    {
        { IsListed: false } => None,
        { IsAllow: true } => match.IsImportant ? "Allow!" : "Allow",
        { Form: AnswerForm.ByPolicy } => match.IsImportant ? "Block!" : "Block",
        _ => match.Form.ToString(),
    };

    private static string Data(PreparedRecord record) => record.Type switch
    {
        RecordType.A or RecordType.Aaaa => new System.Net.IPAddress(record.Data).ToString(),
        RecordType.Cname or RecordType.Ptr => DomainNameText.ToText(record.Data),
        _ => Convert.ToHexString(record.Data),
    };
}
