using BhaiKaDns.Access;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Administration;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>Asks the accounts of this home, with the same delays as at any login; begins no session.</summary>
internal sealed class ParentSignIn(SignIns signIns)
{
    public async ValueTask<ParentAnswer> CheckAsync(ParentLogin login, CancellationToken cancellationToken)
    {
        string? code = string.IsNullOrWhiteSpace(login.Code) ? null : login.Code.Trim();
        LoginResult result;
        try
        {
            result = await signIns.TryAsync(login.UserName.Trim(), login.Password, code, login.From, cancellationToken);
        }
        catch (HasherBusyException)
        {
            return ParentAnswer.Refused("Too many people log in at this moment. Try again in a few seconds.");
        }

        return result switch
        {
            { IsGood: true, Account: { } account } => ParentAnswer.Known(Actor.OfUser(account.Name, account.Role, ActorKind.Session, login.From)),
            { Error: LoginError.CodeNeeded } => ParentAnswer.Refused("This account also needs the code of its authenticator app."),
            { Error: LoginError.MustWait } => ParentAnswer.Refused("Too many wrong tries. Wait a while before the next one."),
            _ => ParentAnswer.Refused("User name, password or code is wrong."),
        };
    }
}
