using System.Net;
using System.Text;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.People;

/// <summary>Whom rules of persons, groups and schedules hold for, and the numbers under which they are compiled.</summary>
internal static class RuleOwners
{
    public const string Everybody = "*";

    private const string GroupPrefix = "group/";
    private const string DevicePrefix = "device/";
    private const string AddressPrefix = "address/";
    private const string SchedulePrefix = "schedule/";

    public static string OfGroup(string name) => GroupPrefix + name.ToUpperInvariant();

    public static string OfDevice(string name) => DevicePrefix + name.ToUpperInvariant();

    public static string OfSchedule(string name) => SchedulePrefix + name.ToUpperInvariant();

    public static string OfAddress(IPAddress address) => AddressPrefix + address;

    /// <summary>The address of an owner that is one.</summary>
    public static bool TryGetAddress(string owner, out IPAddress? address)
    {
        address = null;
        return owner.StartsWith(AddressPrefix, StringComparison.Ordinal) && IPAddress.TryParse(owner.AsSpan(AddressPrefix.Length), out address);
    }

    public static string Of(PersonalRule rule, PolicyModel model)
    {
        if (rule.Group is { } group)
        {
            return OfGroup(group);
        }

        if (rule.Client is not { } client)
        {
            return Everybody;
        }

        return model.DeviceOf(client) is null && IPAddress.TryParse(client, out IPAddress? address) ? OfAddress(address) : OfDevice(client);
    }

    /// <summary>Every line with its owner: those of persons, of groups and of schedules.</summary>
    public static ILookup<string, string> Lines(PolicyModel model, PolicyMoment moment) =>
        moment.Rules.Select(rule => (Owner: Of(rule, model), rule.Text))
            .Concat(model.Groups.SelectMany(group => group.Rules, (group, line) => (Owner: OfGroup(group.Name), Text: line)))
            .Concat(model.Schedules.SelectMany(schedule => schedule.Rules, (schedule, line) => (Owner: OfSchedule(schedule.Name), Text: line)))
            .ToLookup(pair => pair.Owner, pair => pair.Text, StringComparer.Ordinal);

    /// <summary>Compiles the lines; takes milliseconds for thousands of them, whatever the size of the lists.</summary>
    /// <param name="numbers">The number that stands for each owner in place of a list's.</param>
    public static CompiledRules Compile(ILookup<string, string> lines, out IReadOnlyDictionary<string, ushort> numbers)
    {
        Dictionary<string, ushort> owners = [];
        List<ListText> texts = [];
        foreach (IGrouping<string, string> own in lines)
        {
            ushort number = checked((ushort)(owners.Count + 1));
            owners.Add(own.Key, number);
            byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', own));
            texts.Add(new ListText(number, ListKind.Block, () => new MemoryStream(text)));
        }

        numbers = owners;
        return texts.Count == 0 ? CompiledRules.Empty : RuleCompiler.Compile(texts);
    }
}
