namespace BhaiKaDns.Access;

/// <summary>What an operation asks of who calls it, as metadata of its endpoint: read by the gate, by the API's description, and by the test that makes the role table.</summary>
/// <param name="IsPage">A person who has not signed in is sent to the login instead of being told a status.</param>
internal sealed record NeededPermissions(Permissions Permissions, bool IsPage = false);

internal static class NeedsExtensions
{
    /// <summary>Who calls this must have these permissions; <see cref="Permissions.None"/> for anybody.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permissions permissions)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new NeededPermissions(permissions));

    /// <summary>Who makes this request.</summary>
    public static Actor Actor(this HttpContext context) => ActorClaims.ToActor(context.User);
}
