using System.Globalization;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Audit;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;

namespace BhaiKaDns.Administration;

/// <summary>What people do with what the detectors found, each thing audited: acknowledge, silence, call it right or wrong. What API and pages call.</summary>
internal sealed partial class ThreatAdministration(
    FindingStore findings, PolicyAdministration policy, FeedbackFile feedback, AuditTrail trail, ILogger<ThreatAdministration> logger)
{
    /// <summary>Of <see cref="AuditChange.Kind"/>.</summary>
    public const string Kind = "threats";

    /// <summary>Marks a finding. Parents may say that they have seen it; what nobody hears of again is for administrators.</summary>
    /// <param name="isAcknowledged">Null leaves it as it is.</param>
    /// <param name="isSilenced">Null leaves it as it is.</param>
    public async Task<Outcome> MarkAsync(Actor actor, long id, bool? isAcknowledged, bool? isSilenced)
    {
        if (!actor.May(isSilenced is null ? Permissions.Act : Permissions.Act | Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        if (findings.Find(id) is not { } before)
        {
            return Missing;
        }

        string action = isSilenced is { } silenced && silenced != before.IsSilenced
            ? silenced ? "threat.silence" : "threat.unsilence"
            : isAcknowledged is false ? "threat.reopen" : "threat.acknowledge";
        return await ChangeAsync(actor, action, before, isAcknowledged, isSilenced);
    }

    /// <summary>
    /// Says that a name is good or bad: its registrable domain is allowed or blocked at once by a rule, and kept as an example. The rule is
    /// in the trail as any other and can be undone there.
    /// </summary>
    /// <param name="client">A device, an address, or null for everybody.</param>
    public async Task<Outcome> FeedbackAsync(Actor actor, string name, bool isGood, string? client, CancellationToken cancellationToken)
    {
        string judged = RegistrableOf(name) ?? name;
        Outcome outcome = await policy.DecideAsync(actor, judged, isGood, client, length: null, cancellationToken);
        if (outcome.IsDone)
        {
            Keep(judged.Trim().TrimEnd('.').ToLowerInvariant(), isGood);
        }

        return outcome;
    }

    /// <summary>Takes a mark back, unless somebody changed it since.</summary>
    public async Task<Outcome> UndoAsync(Actor actor, AuditEntry entry)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        AuditChange change = entry.Changes[0];
        if (!long.TryParse(change.Id, NumberStyles.None, CultureInfo.InvariantCulture, out long id) || findings.Find(id) is not { } now || change is not { Before: { } before, After: { } after })
        {
            return Missing;
        }

        return MarksOf(after) != (now.IsAcknowledged, now.IsSilenced)
            ? Outcome.Outdated
            : await ChangeAsync(actor, PolicyAdministration.UndoAction, now, MarksOf(before).IsAcknowledged, MarksOf(before).IsSilenced);
    }

    /// <summary>What a person's word about a name holds for; null where it has no registrable domain.</summary>
    public static string? RegistrableOf(string name)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(name.Trim().ToLowerInvariant(), wire, out int length) || length < 2)
        {
            return null;
        }

        // Under a private suffix, such as a host of blogs, neighbours are strangers to each other.
        int at = PublicSuffixList.Embedded.RegistrableAt(wire.AsSpan(0, length), withPrivate: true);
        return at < 0 ? null : DomainNameText.ToText(wire.AsSpan(at, length - at));
    }

    private static Outcome Missing => Outcome.Refused(OutcomeKind.NotFound, "", "there is no such finding.");

    private async Task<Outcome> ChangeAsync(Actor actor, string action, Finding before, bool? isAcknowledged, bool? isSilenced)
    {
        if (findings.Mark(before.Id, isAcknowledged, isSilenced) is not { } after)
        {
            return Missing;
        }

        string id = before.Id.ToString(CultureInfo.InvariantCulture);
        if ((before.IsAcknowledged, before.IsSilenced) != (after.IsAcknowledged, after.IsSilenced))
        {
            // The trail outlasts the finding: it tells which one by number and kind, not whose names it holds.
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, $"{before.Kind} {id}", [new AuditChange(Kind, id, ToJson(before), ToJson(after))]));
        }

        return Outcome.Done with { Id = id };
    }

    private static JsonElement ToJson(Finding finding) =>
        JsonSerializer.SerializeToElement(new { acknowledged = finding.IsAcknowledged, silenced = finding.IsSilenced });

    private static (bool IsAcknowledged, bool IsSilenced) MarksOf(JsonElement marks) =>
        (marks.GetProperty("acknowledged").GetBoolean(), marks.GetProperty("silenced").GetBoolean());

    private void Keep(string name, bool isGood)
    {
        try
        {
            feedback.Add(name, isGood);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            LogNotKept(problem.Message);
        }
    }

    [LoggerMessage(1830, LogLevel.Warning, "A verdict on a name is in force, but could not be kept as an example for training: {Problem}")]
    private partial void LogNotKept(string problem);
}
