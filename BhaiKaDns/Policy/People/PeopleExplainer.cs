using System.Globalization;
using System.Text;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Says what persons, pauses and schedules have to do with a verdict. Answers people, not queries.</summary>
internal sealed class PeopleExplainer(PolicyStore store, LearnedNames names)
{
    /// <summary>Name under which rules of persons stand in evidence.</summary>
    public const string PersonalName = "personal";

    /// <summary>Everything that people and clock say of a question, in the order of judging.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public PeopleExplanation Explain(ReadOnlySpan<byte> name, RecordType type, ClientAddress? client)
    {
        PolicySnapshot policy = store.Current;
        PolicyModel model = store.Model;
        PolicyClass policyClass = policy.ClassAt(client is { } address ? policy.ClassOf(address) : policy.Clients.UnknownClass);
        string? device = client is { } asking ? policy.Clients.DeviceOf(asking) : null;
        List<PolicyEvidence> evidence = [];
        if (policyClass.Pause is { } pause)
        {
            string whom = pause.Group is null ? "for the whole home" : $"for the group '{pause.Group}'";
            string end = pause.EndsAt is { } at ? $"until {at.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}" : "until it is resumed";
            evidence.Add(new PolicyEvidence(Reason.Paused.Id(), $"Filtering is paused {whom} {end}.", "", 0));
        }

        string group = policyClass.Group.Name;
        foreach (PersonalRule rule in store.Parts.Moment.Rules)
        {
            if (HoldsFor(RuleOwners.Of(rule, model), group, device, client) && Speaks(rule.Text, name, type))
            {
                string end = rule.EndsAt is { } at ? $" (until {at.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)})" : "";
                string note = rule.Note.Length > 0 ? $" ({rule.Note})" : "";
                evidence.Add(new PolicyEvidence(Reason.UserRule.Id(), rule.Text + end + note, PersonalName, 0));
            }
        }

        AddLines(policyClass.Group.Rules, $"group {group}", Reason.UserRule, name, type, evidence);
        foreach (string running in policyClass.RunningSchedules)
        {
            ScheduleOptions? schedule = model.Schedules.FirstOrDefault(known => PolicyModel.Same(known.Name, running));
            AddLines(schedule?.Rules ?? [], $"schedule {running}", Reason.Schedule, name, type, evidence);
            if (schedule is { Everything: true })
            {
                evidence.Add(new PolicyEvidence(Reason.Schedule.Id(), $"The schedule '{running}' blocks every name now.", "", 0));
            }
        }

        return new PeopleExplanation(group, device, client is { } known ? names.NameOf(known) : null, evidence);
    }

    private static bool HoldsFor(string owner, string group, string? device, ClientAddress? client) =>
        owner == RuleOwners.Everybody || owner == RuleOwners.OfGroup(group)
        || (device is not null && owner == RuleOwners.OfDevice(device))
        || (client is { } address && owner == RuleOwners.OfAddress(address.ToIPAddress()));

    private static void AddLines(IReadOnlyList<string> lines, string place, Reason reason, ReadOnlySpan<byte> name, RecordType type, List<PolicyEvidence> evidence)
    {
        for (int index = 0; index < lines.Count; index++)
        {
            if (Speaks(lines[index], name, type))
            {
                evidence.Add(new PolicyEvidence(reason.Id(), lines[index], place, index + 1));
            }
        }
    }

    // Whether a line speaks of a question is for the matcher to say, so the line is compiled by itself.
    private static bool Speaks(string line, ReadOnlySpan<byte> name, RecordType type)
    {
        byte[] text = Encoding.UTF8.GetBytes(line);
        CompiledRules rules = RuleCompiler.Compile([new ListText(1, ListKind.Block, () => new MemoryStream(text))]);
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name, hashes)];
        bool speaks = rules.ViewOf(_ => true).Find(new RuleQuestion(name, hashes, type)).IsListed;
        rules.Retire();
        return speaks;
    }
}

/// <param name="Device">Null for a client that no device is declared for.</param>
/// <param name="LearnedName">What the client calls itself, or is called by the router; null if nothing was learned.</param>
internal sealed record PeopleExplanation(string Group, string? Device, string? LearnedName, IReadOnlyList<PolicyEvidence> Evidence);
