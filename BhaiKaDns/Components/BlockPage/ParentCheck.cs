using BhaiKaDns.Access;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>Finds out whether a user name and a password are those of somebody in this home.</summary>
internal delegate ValueTask<ParentAnswer> ParentCheck(ParentLogin login, CancellationToken cancellationToken);

/// <summary>What was typed into the block page. No record: its text must not hold the password.</summary>
/// <param name="code">Of the authenticator app; empty for accounts without one.</param>
/// <param name="from">Address of whoever typed it.</param>
internal sealed class ParentLogin(string userName, string password, string code, string from)
{
    public string UserName => userName;

    public string Password => password;

    public string Code => code;

    public string From => from;
}

/// <param name="Actor">Who it is; <see cref="Actor.Nobody"/> where it is not.</param>
/// <param name="Refusal">Why not, as an English sentence; the page translates it.</param>
internal sealed record ParentAnswer(Actor Actor, string Refusal)
{
    public static ParentAnswer Known(Actor actor) => new(actor, "");

    public static ParentAnswer Refused(string why) => new(Actor.Nobody, why);
}
