using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BhaiKaDns.Fakes;

/// <summary>A real web server on loopback that answers as the test says.</summary>
internal sealed class LoopbackListServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackListServer(WebApplication app) => _app = app;

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<LoopbackListServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        LoopbackListServer server = new(builder.Build());
        server._app.Run(context => server.Answer(context));
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Gives a text with its entity tag, or 304 to those who have it.</summary>
    public static Task TextAsync(HttpContext context, string text, string etag)
    {
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(text);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
