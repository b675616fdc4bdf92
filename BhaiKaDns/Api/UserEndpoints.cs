using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/users</c>: who may sign in, for administrators.</summary>
internal static class UserEndpoints
{
    private const string AddExample = """{"userName":"ravi","role":"parent","password":"four words that nobody guesses"}""";
    private const string RoleExample = """{"role":"viewer"}""";
    private const string PasswordExample = """{"newPassword":"five other words nobody guesses"}""";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder users = routes.MapGroup("/users").WithTags("users");
        users.MapGet("", GetUsers).Needs(Permissions.Manage).Described("listUsers", "Shows who may sign in, and where they are signed in.");
        users.MapPost("", PostUser).Needs(Permissions.Manage).Described("addUser", "Adds a user.", AddExample);
        users.MapPut("/{id}", PutUser).Needs(Permissions.Manage).Described("changeUser", "Gives a user another role.", RoleExample);
        users.MapDelete("/{id}", DeleteUser).Needs(Permissions.Manage).Described("removeUser", "Removes a user and ends their sessions; not the last administrator.");
        users.MapPost("/{id}/password", PostPassword).Needs(Permissions.Manage).Described("setUserPassword", "Gives a user a new password and ends their sessions.", PasswordExample);
        users.MapDelete("/{id}/totp", DeleteTotp).Needs(Permissions.Manage).Described("removeUserTwoFactor", "Switches two-factor of a user off and ends their sessions, for who has lost phone and recovery codes.");
    }

    internal static async Task<Ok<UserPage>> GetUsers(HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(new UserPage([.. (await accounts.UsersAsync(context.Actor(), cancellationToken)).Select(UserReport.From)]));

    internal static async Task<Results<Created<UserReport>, ProblemHttpResult>> PostUser(
        UserRequest request, HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken)
    {
        string name = request.UserName ?? "";
        Outcome outcome = await accounts.AddAsync(context.Actor(), name, RoleNames.Parse(request.Role), request.Password ?? "", cancellationToken);
        if (!outcome.IsDone)
        {
            return outcome.ToRefusal(context);
        }

        UserSummary? added = (await accounts.UsersAsync(context.Actor(), cancellationToken)).FirstOrDefault(user => user.Name == name);
        return TypedResults.Created($"{ApiRegistration.ApiPath}/users/{Uri.EscapeDataString(name)}", added is null ? null : UserReport.From(added));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> PutUser(
        string id, UserRequest request, HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        (await accounts.ChangeRoleAsync(context.Actor(), id, RoleNames.Parse(request.Role), cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteUser(
        string id, HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        (await accounts.RemoveAsync(context.Actor(), id, cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> PostPassword(
        string id, PasswordRequest request, HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        (await accounts.SetPasswordAsync(context.Actor(), id, request.NewPassword ?? "", cancellationToken)).ToAnswer(context);

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteTotp(
        string id, HttpContext context, [FromServices] AccountAdministration accounts, CancellationToken cancellationToken) =>
        (await accounts.RemoveTwoFactorAsync(context.Actor(), id, cancellationToken)).ToAnswer(context);
}

/// <param name="Role"><c>viewer</c>, <c>parent</c> or <c>admin</c>.</param>
/// <param name="UserName">Only when a user is added, as is <paramref name="Password"/>.</param>
internal sealed record UserRequest(string? UserName, string? Role, string? Password);

internal sealed record UserPage(IReadOnlyList<UserReport> Items);

/// <param name="Id">The name; it does not change.</param>
/// <param name="LastSeenAt">Absent while the user is signed in nowhere.</param>
internal sealed record UserReport(
    string Id, string UserName, string? Role, bool TwoFactor, DateTimeOffset CreatedAt, DateTimeOffset PasswordChangedAt, DateTimeOffset? LastSeenAt, int Sessions)
{
    public static UserReport From(UserSummary user) =>
        new(user.Name, user.Name, RoleNames.Of(user.Role), user.HasTwoFactor, user.CreatedAt, user.PasswordChangedAt, user.LastSeenAt, user.Sessions);
}
