using System.Net;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>What a parent does in a moment: pause, resume, allow or block one name, for a while or for good.</summary>
internal sealed partial class PolicyActions(PolicyEditor editor, PolicyStore store, TimeProvider time, ILogger<PolicyActions> logger)
{
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(366);

    private const int MaxPauses = 1_001;

    /// <summary>Switches filtering off; records of the home are answered all the same.</summary>
    /// <param name="group">Null for the whole home.</param>
    /// <param name="length">Null until it is resumed.</param>
    public async Task<PolicyEdit> PauseAsync(string? group, TimeSpan? length, CancellationToken cancellationToken)
    {
        if (ProblemOf(length) is { } wrong)
        {
            return wrong;
        }

        PolicyEdit edit = await editor.RunAsync(
            stored =>
            {
                if (group is not null && !store.Model.HasGroup(group))
                {
                    return PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.NotFound, "group", $"there is no group '{group}'."));
                }

                PolicyPause[] others = [.. stored.Pauses.Where(pause => !IsOf(pause, group))];
                return others.Length >= MaxPauses
                    ? PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.Invalid, "group", "there are too many pauses."))
                    : PolicyChange.To(stored with { Pauses = [.. others, new PolicyPause(group, End(length))] });
            },
            cancellationToken);
        if (edit.IsDone)
        {
            LogPaused(group is null ? "the whole home" : "a group", length);
        }

        return edit;
    }

    /// <summary>Ends the pause of a group, or all pauses.</summary>
    public async Task<PolicyEdit> ResumeAsync(string? group, CancellationToken cancellationToken)
    {
        PolicyEdit edit = await editor.RunAsync(
            stored =>
            {
                if (group is not null && !store.Model.HasGroup(group))
                {
                    return PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.NotFound, "group", $"there is no group '{group}'."));
                }

                PolicyPause[] ended = [.. stored.Pauses.Where(pause => group is null || IsOf(pause, group))];
                if (ended.Length == 0 && group is not null && stored.Pauses.Any(pause => pause.Group is null && pause.HoldsAt(time.GetUtcNow())))
                {
                    return PolicyChange.Refused(PolicyEdit.Refused(PolicyEditError.Invalid, "group", "the whole home is paused; resume it without a group."));
                }

                return ended.Length == 0 ? PolicyChange.To(stored) : PolicyChange.To(stored with { Pauses = [.. stored.Pauses.Except(ended)] });
            },
            cancellationToken);
        if (edit.IsDone)
        {
            LogResumed(group is null ? "the whole home" : "a group");
        }

        return edit;
    }

    /// <summary>Allows, or blocks, a name and all below it; the last word about a name holds.</summary>
    /// <param name="client">A device, an address, or null for everybody.</param>
    /// <param name="length">Null for good.</param>
    public async Task<PolicyEdit> DecideAsync(string name, bool isAllowed, string? client, TimeSpan? length, string author, CancellationToken cancellationToken)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(name.Trim(), wire, out int nameLength) || nameLength < 2)
        {
            return PolicyEdit.Refused(PolicyEditError.Invalid, "name", "this is not a domain name.");
        }

        if (ProblemOf(length) is { } wrong)
        {
            return wrong;
        }

        string block = $"||{DomainNameText.ToText(wire.AsSpan(0, nameLength))}^";
        string allow = "@@" + block;
        PersonalRule rule = new() { Text = isAllowed ? allow : block, Client = Owner(client), Author = author, EndsAt = End(length) };
        PolicyEdit edit = await editor.AddRuleAsync(rule, cancellationToken, allow, block);
        if (edit.IsDone)
        {
            LogDecided(isAllowed ? "allowed" : "blocked", client is null ? "everybody" : "one client", length);
        }

        return edit;
    }

    /// <summary>Takes out what has ended. It has no effect any more, so nothing hangs on when this is done.</summary>
    public Task<PolicyEdit> ForgetEndedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        return editor.RunAsync(
            stored => PolicyChange.To(stored with
            {
                Rules = stored.Rules.All(rule => rule.HoldsAt(now)) ? stored.Rules : [.. stored.Rules.Where(rule => rule.HoldsAt(now))],
                Pauses = stored.Pauses.All(pause => pause.HoldsAt(now)) ? stored.Pauses : [.. stored.Pauses.Where(pause => pause.HoldsAt(now))],
            }),
            cancellationToken);
    }

    private static bool IsOf(PolicyPause pause, string? group) => string.Equals(pause.Group, group, StringComparison.OrdinalIgnoreCase);

    private static PolicyEdit? ProblemOf(TimeSpan? length) => length is { } time && (time <= TimeSpan.Zero || time > LongestTime)
        ? PolicyEdit.Refused(PolicyEditError.Invalid, "forSeconds", "must be at least a second and at most 366 days.")
        : null;

    // The address of a device means the device, which may have others too; of a whole network it means the address alone.
    private string? Owner(string? client)
    {
        string? text = client?.Trim();
        if (text is null || store.Model.DeviceOf(text) is not null || !IPAddress.TryParse(text, out IPAddress? address))
        {
            return text;
        }

        ClientAddress asking = ClientAddress.From(address);
        return store.Current.Clients.DeviceOf(asking) is { } device && store.Model.DeviceOf(device) is { } known && !IsNetwork(known, asking)
            ? known.Name
            : asking.ToString();
    }

    private static bool IsNetwork(DeviceOptions device, ClientAddress client)
    {
        DeviceAddress[] addresses = [.. device.Addresses.Select(text => DeviceAddress.TryParse(text, out DeviceAddress address) ? address : default)];
        bool isNamed = addresses.Any(address => address.Kind is DeviceAddressKind.Network && address.Network.Bits == ClientAddress.Length * 8 && address.Network.Contains(client.High, client.Low));
        return !isNamed && addresses.Any(address => address.Kind is DeviceAddressKind.Network && address.Network.Contains(client.High, client.Low));
    }

    private DateTimeOffset? End(TimeSpan? length) => length is null ? null : time.GetUtcNow() + length;

    [LoggerMessage(1441, LogLevel.Information, "Filtering is paused for {Whom}; length: {Length} (none: until it is resumed).")]
    private partial void LogPaused(string whom, TimeSpan? length);

    [LoggerMessage(1442, LogLevel.Information, "Filtering is resumed for {Whom}.")]
    private partial void LogResumed(string whom);

    [LoggerMessage(1443, LogLevel.Information, "A name is {Decision} for {Whom}; length: {Length} (none: for good).")]
    private partial void LogDecided(string decision, string whom, TimeSpan? length);
}
