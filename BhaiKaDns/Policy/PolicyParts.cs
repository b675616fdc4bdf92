using System.Text;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Policy;

/// <summary>What a policy is composed of. Each part is compiled by itself, so that a change of one leaves the others alone.</summary>
/// <param name="Personal">What persons allowed and blocked; the number of a "list" is that of whom it holds for, see <see cref="Owners"/>.</param>
/// <param name="Rules"><c>Filtering:Rules</c>.</param>
internal sealed record PolicyParts(CompiledRules Personal, CompiledRules Rules, CompiledRules Lists)
{
    public static readonly PolicyParts Empty = new(CompiledRules.Empty, CompiledRules.Empty, CompiledRules.Empty);

    /// <summary>Records of this home.</summary>
    public LocalRecords Records { get; init; } = LocalRecords.Empty;

    /// <summary>All tables; those that are replaced are given back.</summary>
    public IEnumerable<CompiledRules> Compiled => [Personal, Rules, Lists];

    /// <summary>Whether anything is judged at all.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>What the settings say about answers.</summary>
    public AnswerSettings Answers { get; init; } = AnswerSettings.Default;

    /// <summary>The lists behind <see cref="Lists"/>.</summary>
    public IReadOnlyList<ListDefinition> Definitions { get; init; } = [];

    /// <summary>Numbers in <see cref="Personal"/> by owner (<see cref="RuleOwners"/>).</summary>
    public IReadOnlyDictionary<string, ushort> Owners { get; init; } = new Dictionary<string, ushort>();

    /// <summary>What rules of any kind ask of the client.</summary>
    public IReadOnlyList<AskerCondition> Conditions { get; init; } = [];

    /// <summary>The same parts with <see cref="Conditions"/> as their rules ask them, each once.</summary>
    public PolicyParts WithConditions() => this with { Conditions = [.. Compiled.SelectMany(rules => rules.ClientConditions).Distinct().Select(AskerCondition.Of)] };

    public PolicyModel Model { get; init; } = PolicyModel.Empty;

    public PolicyMoment Moment { get; init; } = PolicyMoment.None;

    /// <summary>Addresses behind MAC addresses, as the machine last saw them.</summary>
    public IReadOnlyList<Neighbour> Neighbours { get; init; } = [];

    /// <summary>The same parts with these lines of <c>Filtering:Rules</c>.</summary>
    public PolicyParts WithRules(IReadOnlyList<string> rules)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', rules));
        return this with
        {
            Rules = rules.Count == 0
                ? CompiledRules.Empty
                : RuleCompiler.Compile([new ListText(ListCatalog.RulesId, ListKind.Block, () => new MemoryStream(text))]),
        };
    }

    /// <summary>The same parts with these people, as schedules and pauses hold now.</summary>
    public PolicyParts WithModel(PolicyModel model, TimeProvider time)
    {
        PolicyMoment moment = PolicyMoment.Of(model, time.GetUtcNow(), time.LocalTimeZone);
        CompiledRules personal = RuleOwners.Compile(RuleOwners.Lines(model, moment), out IReadOnlyDictionary<string, ushort> owners);
        return this with { Model = model, Moment = moment, Personal = personal, Owners = owners };
    }

    /// <summary>The same parts with these records; the very same where there were and are none.</summary>
    public PolicyParts WithRecords(LocalRecords records) => records.Count > 0 || Records.Count > 0 ? this with { Records = records } : this;
}
