using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Audit;

namespace BhaiKaDns.Administration;

/// <summary>The API tokens of the house.</summary>
internal sealed class TokenAdministration(ApiTokenRegister tokens, TimeProvider time, AuditTrail trail)
{
    private const int MaxNameLength = 64;

    /// <summary>All tokens; nothing for who may not see them.</summary>
    public async Task<IReadOnlyList<ApiToken>> TokensAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permissions.Manage) ? await tokens.AllAsync(cancellationToken) : [];

    /// <summary>Makes a token.</summary>
    /// <returns>What its user must send; it is shown this once.</returns>
    public async Task<(Outcome Outcome, string Text)> AddAsync(
        Actor actor, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (Refuse(actor, name, scopes, expiresAt) is { } refused)
        {
            return (refused, "");
        }

        string text = "";
        Outcome outcome = await AccountAdministration.StoringAsync(async () =>
        {
            if (await tokens.AddAsync(name.Trim(), [.. scopes.Distinct()], actor.Name, expiresAt, cancellationToken) is not { } added)
            {
                return Outcome.Refused(OutcomeKind.Invalid, "", $"there are {ApiTokenRegister.MaxTokens} tokens, which is the most.");
            }

            text = added.Text;
            await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, "token.add", added.Token.Name, [Change(null, added.Token)]));
            return Outcome.Done with { Id = added.Token.Id };
        });
        return (outcome, text);
    }

    public async Task<Outcome> ChangeAsync(Actor actor, string id, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        if (Refuse(actor, name, scopes, expiresAt) is { } refused)
        {
            return refused;
        }

        return await AccountAdministration.StoringAsync(async () =>
        {
            ApiToken? before = null;
            ApiToken? after = null;
            bool isChanged = await tokens.ChangeAsync(id, old => after = (before = old) with { Name = name.Trim(), Scopes = [.. scopes.Distinct()], ExpiresAt = expiresAt }, cancellationToken);
            return await ToldAsync(actor, "token.change", isChanged, id, before, after);
        });
    }

    public async Task<Outcome> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return Outcome.Forbidden;
        }

        return await AccountAdministration.StoringAsync(async () =>
        {
            ApiToken? before = (await tokens.AllAsync(cancellationToken)).FirstOrDefault(token => token.Id == id);
            return await ToldAsync(actor, "token.remove", await tokens.RemoveAsync(id, cancellationToken), id, before, null);
        });
    }

    private static AuditChange Change(ApiToken? before, ApiToken? after) =>
        new("tokens", (after ?? before)?.Id ?? "", before is null ? null : ToJson(before), after is null ? null : ToJson(after));

    private static JsonElement ToJson(ApiToken token) => JsonSerializer.SerializeToElement(new { token.Name, token.Scopes, token.ExpiresAt }, JsonSerializerOptions.Web);

    private Outcome? Refuse(Actor actor, string name, IReadOnlyList<string> scopes, DateTimeOffset? expiresAt) =>
        !actor.May(Permissions.Manage) ? Outcome.Forbidden
        : name.Trim().Length is 0 or > MaxNameLength || name.Any(char.IsControl) ? Outcome.Refused(OutcomeKind.Invalid, "name", $"must have 1 to {MaxNameLength} characters.")
        : scopes.Count == 0 || scopes.Any(scope => !TokenScopes.All.Contains(scope)) ? Outcome.Refused(OutcomeKind.Invalid, "scopes", $"must be some of {string.Join(", ", TokenScopes.All)}.")
        : expiresAt <= time.GetUtcNow() ? Outcome.Refused(OutcomeKind.Invalid, "expiresAt", "must be in the future.")
        : null;

    private async Task<Outcome> ToldAsync(Actor actor, string action, bool isDone, string id, ApiToken? before, ApiToken? after)
    {
        if (!isDone)
        {
            return Outcome.Refused(OutcomeKind.NotFound, "", "there is no such token.");
        }

        await trail.AppendAsync(new AuditDraft(actor.Name, actor.From, action, (after ?? before)?.Name ?? "", [Change(before, after)]));
        return Outcome.Done with { Id = id };
    }
}
