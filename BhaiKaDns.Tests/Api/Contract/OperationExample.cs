namespace BhaiKaDns.Api.Contract;

/// <summary>How the contract test calls an operation so that it works.</summary>
/// <param name="Path">With everything filled in; null for the operation's own. <c>{0}</c> is the id that <paramref name="Before"/> made.</param>
/// <param name="Body">Null for the example of the description.</param>
/// <param name="Before">What must be there first: a resource and a body to post to it.</param>
/// <param name="User">The account that calls, with a login of its own; null for the token of an administrator.</param>
/// <param name="Refused">A good call is refused here for a reason that the test cannot take away, with this status.</param>
internal sealed record OperationExample(string? Path = null, string? Body = null, (string Path, string Body)? Before = null, string? User = null, int? Refused = null);
