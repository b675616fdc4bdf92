using BhaiKaDns.Access.Accounts;

namespace BhaiKaDns.Access.Login;

/// <summary>What became of a login.</summary>
/// <param name="Account">Who it is, when <see cref="LoginError.None"/>; whose password was right, when <see cref="LoginError.CodeNeeded"/>.</param>
/// <param name="Ticket">With <see cref="LoginError.CodeNeeded"/>: stands for the password in the second step.</param>
/// <param name="Wait">With <see cref="LoginError.MustWait"/>: how long.</param>
internal readonly record struct LoginResult(LoginError Error, UserAccount? Account = null, string Ticket = "", TimeSpan Wait = default)
{
    public bool IsGood => Error is LoginError.None;
}

internal enum LoginError : byte
{
    None = 0,

    /// <summary>Name, password or code; which, is not told.</summary>
    Wrong = 1,

    /// <summary>The password was right and a code of the authenticator app, or a recovery code, must follow.</summary>
    CodeNeeded = 2,
    MustWait = 3,

    /// <summary>The ticket of the first step has ended.</summary>
    TooLate = 4,
}
