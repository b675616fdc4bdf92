using System.Text.Json;

namespace BhaiKaDns.Audit;

/// <summary>One thing that somebody did to the house, as the trail keeps it.</summary>
/// <param name="Id">Counts from 1 without gaps.</param>
/// <param name="Actor">Name of the user or token.</param>
/// <param name="From">Address of the client; empty for the machine itself.</param>
/// <param name="Action">A stable id: <c>group.add</c>, <c>pause</c>, <c>login.failed</c>.</param>
/// <param name="Subject">What it was done to, for people.</param>
/// <param name="Previous">Hash of the entry before; of zeros for the first.</param>
/// <param name="Hash">SHA-256, base64url, over <paramref name="Previous"/> and everything else of this entry.</param>
internal sealed record AuditEntry(
    long Id,
    DateTimeOffset Time,
    string Actor,
    string From,
    string Action,
    string Subject,
    IReadOnlyList<AuditChange> Changes,
    string Previous,
    string Hash);

/// <summary>One object that was changed. Secrets never stand in it.</summary>
/// <param name="Kind">As in the API: <c>groups</c>, <c>rules</c>, <c>settings</c>.</param>
/// <param name="Before">Null when it was added.</param>
/// <param name="After">Null when it was removed.</param>
internal sealed record AuditChange(string Kind, string Id, JsonElement? Before, JsonElement? After);

/// <summary>What is to be written; the trail adds number, time and hashes.</summary>
internal sealed record AuditDraft(string Actor, string From, string Action, string Subject, IReadOnlyList<AuditChange> Changes)
{
    public AuditDraft(string actor, string from, string action, string subject)
        : this(actor, from, action, subject, [])
    {
    }
}
