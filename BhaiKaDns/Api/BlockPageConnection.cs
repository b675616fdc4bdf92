namespace BhaiKaDns.Api;

/// <summary>
/// Marks a connection that came through a listener of <c>Admin:BlockPageListen</c>, where nothing but the block page is served. Set by the
/// server on its own listener, so nothing in a request can claim it.
/// </summary>
internal sealed class BlockPageConnection
{
    public static readonly BlockPageConnection Instance = new();

    public static bool Carries(HttpContext context) => context.Features.Get<BlockPageConnection>() is not null;
}

/// <summary>
/// Answers a request for a name that is not ours, if it is one that is blocked for whoever asks; joined in <c>Program.cs</c>.
/// </summary>
/// <param name="isOwnListener">It came through <c>Admin:BlockPageListen</c>, where every request is answered.</param>
/// <returns>False if nothing was written: the name is not blocked.</returns>
internal delegate Task<bool> AnswerForeignName(HttpContext context, bool isOwnListener);
