using BhaiKaDns.Administration;
using BhaiKaDns.Components.Language;
using BhaiKaDns.Queries;
using Microsoft.AspNetCore.Http.Features;

namespace BhaiKaDns.Components.BlockPage;

/// <summary>
/// What people see who open a blocked name over plain HTTP and were led here by the answer to their query: what, why and for whom; and how
/// to ask for it, or to open it with a parent's password. Everything it does concerns the name in the Host header and whoever asks.
/// </summary>
internal sealed partial class BlockPageHandler(
    BlockedNameFinder names,
    AccessRequests requests,
    PolicyAdministration administration,
    ParentCheck parents,
    AttemptPace pace,
    LanguageCatalog languages,
    ILogger<BlockPageHandler> logger)
{
    public const string AskPath = "/bhaikadns/ask";
    public const string AllowPath = "/bhaikadns/allow";

    private const int MaxFormLength = 4 * 1024;

    private static readonly TimeSpan AllowedFor = TimeSpan.FromHours(1);
    private static readonly FormOptions Limits = new() { ValueCountLimit = 4, KeyLengthLimit = 32, ValueLengthLimit = 512, BufferBodyLengthLimit = MaxFormLength };

    /// <param name="isOwnListener">Every request is answered, also for names that are not blocked.</param>
    /// <returns>False if nothing was written.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, bool isOwnListener)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return false;
        }

        Texts texts = new(languages);
        texts.Use(LanguageEndpoints.Of(context.Request, languages));
        BlockedName? blocked = await names.FindAsync(context.Request.Host.Host.TrimEnd('.'), ClientAddress.From(address), context.RequestAborted);
        if (blocked is null)
        {
            if (isOwnListener)
            {
                await WriteAsync(context, StatusCodes.Status404NotFound, BlockPageDocument.NotBlocked(texts));
            }

            return isOwnListener;
        }

        BlockPageMessage? message = HttpMethods.IsPost(context.Request.Method) ? await ActAsync(context, blocked, texts) : null;
        await WriteAsync(
            context,
            message is { IsDone: true, MayOpen: true } ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden,
            BlockPageDocument.Of(blocked, message, texts));
        return true;
    }

    private static async Task WriteAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";

        // With no referrer at all browsers would send the origin "null" with the form, and it could not be told from another site's.
        headers["Referrer-Policy"] = "same-origin";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.WriteAsync(html, context.RequestAborted);
        }
    }

    // Browsers say with every form where it comes from.
    private static bool IsOwnForm(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out Uri? origin)
        && origin.Scheme == Uri.UriSchemeHttp
        && origin.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)
        && origin.Port == (request.Host.Port ?? 80);

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxFormLength;
        }

        try
        {
            return context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true
                ? await context.Request.ReadFormAsync(Limits, context.RequestAborted)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<BlockPageMessage> ActAsync(HttpContext context, BlockedName blocked, Texts texts)
    {
        bool isAsking = context.Request.Path == AskPath;
        if ((!isAsking && context.Request.Path != AllowPath) || !IsOwnForm(context.Request) || await ReadFormAsync(context) is not { } form)
        {
            return BlockPageMessage.Bad(texts["This could not be understood. Open the page again."]);
        }

        return isAsking ? await AskAsync(context, blocked, texts) : await AllowAsync(context, blocked, form, texts);
    }

    private async Task<BlockPageMessage> AskAsync(HttpContext context, BlockedName blocked, Texts texts)
    {
        AskOutcome outcome = await requests.AskAsync(blocked.Name, blocked.Client.ToString(), blocked.Device, blocked.Reason.Sentence(), context.RequestAborted);
        if (outcome is AskOutcome.Kept)
        {
            LogAsked();
        }

        return outcome switch
        {
            AskOutcome.Kept => BlockPageMessage.Good(texts["Your parents see it on the pages of this server. Try again when they said yes."]),
            AskOutcome.AskedAlready => BlockPageMessage.Good(texts["You asked for this already. Your parents see it on the pages of this server."]),
            _ => BlockPageMessage.Bad(texts["Too many requests are open. Wait until some of them are answered."]),
        };
    }

    private async Task<BlockPageMessage> AllowAsync(HttpContext context, BlockedName blocked, IFormCollection form, Texts texts)
    {
        if (!pace.Admits(blocked.Client))
        {
            return BlockPageMessage.Bad(texts["Not so fast: wait a few seconds before the next try."]);
        }

        ParentAnswer parent = await parents(new ParentLogin(form["user"].ToString(), form["password"].ToString(), form["code"].ToString(), blocked.Client.ToString()), context.RequestAborted);
        if (parent.Actor == Access.Actor.Nobody)
        {
            LogRefused();
            return BlockPageMessage.Bad(texts[parent.Refusal]);
        }

        Outcome outcome = await administration.DecideAsync(parent.Actor, blocked.Name, isAllowed: true, blocked.Device ?? blocked.Client.ToString(), AllowedFor, CancellationToken.None);
        if (!outcome.IsDone)
        {
            return BlockPageMessage.Bad(outcome.Kind is OutcomeKind.Forbidden ? texts["This account may not allow names."] : texts["Nothing was changed."]);
        }

        LogAllowed();
        return BlockPageMessage.Good(texts["It is open for an hour. This device may need a few seconds to notice."]) with { MayOpen = true };
    }

    [LoggerMessage(2242, LogLevel.Information, "Somebody asks for access on the block page; the pages show the request.")]
    private partial void LogAsked();

    [LoggerMessage(2243, LogLevel.Information, "A blocked name was allowed for an hour on the block page with a parent's password.")]
    private partial void LogAllowed();

    [LoggerMessage(2244, LogLevel.Warning, "A login on the block page was refused; nothing was changed.")]
    private partial void LogRefused();
}
