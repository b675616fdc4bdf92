using BhaiKaDns.Hosting;
using Microsoft.OpenApi;

namespace BhaiKaDns.Api.Description;

/// <summary>What the description says as a whole: name, version, ways to log in.</summary>
internal static class DocumentTexts
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    private const string Text = """
        Everything that the pages can do. Errors are problem details (RFC 9457); times are RFC 3339 in UTC, spans whole seconds. Lists come in pages: 'next' of one is 'cursor' of the
        next. A single object has an ETag; with If-Match a change is refused with 412 if somebody else was faster. A POST with an Idempotency-Key may be sent again. What an operation needs
        is in x-permission: none, read, act, lists or manage.
        """;

    public static Task AddAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Bhai Ka DNS", Version = ProductVersion.Current, Description = Text.ReplaceLineEndings(" ") };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The access token of a login, or an API token." },
            [Cookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "session", Description = "The session of the pages." },
        };
        return Task.CompletedTask;
    }
}
