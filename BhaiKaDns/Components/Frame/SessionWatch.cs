using BhaiKaDns.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace BhaiKaDns.Components.Frame;

/// <summary>
/// Looks again and again whether the session of an open page is still good and its user still may what they might when it was opened.
/// Otherwise the page is taken away, within half a minute.
/// </summary>
internal sealed class SessionWatch(ILoggerFactory loggers, ActorFinder actors) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(15);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        Actor opened = ActorClaims.ToActor(authenticationState.User);
        string session = authenticationState.User.FindFirst(ActorClaims.SessionId)?.Value ?? "";
        return opened.Kind is ActorKind.Session && await actors.OfSessionAsync(session, opened.From, cancellationToken) == opened;
    }
}
