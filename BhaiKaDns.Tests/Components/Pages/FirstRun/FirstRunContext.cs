using System.Net;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Administration.Home;
using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Surroundings;
using BhaiKaDns.Queries;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Components.Pages.FirstRun;

/// <summary>A home with one address, a router that answers nothing, and settings that only remember what was asked of them.</summary>
internal sealed class FirstRunContext : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bkd").FullName;

    public FirstRunContext(string listen = "0.0.0.0:53", string from = "192.168.1.30")
    {
        Actor = Actor.OfUser("asha", Role.Admin, ActorKind.Session, from);
        Pages = new PageContext(services =>
        {
            services.Replace(ServiceDescriptor.Singleton(new DataDirectory(_root)));
            services.AddSingleton(Options.Create(new DnsOptions { Listen = [listen] }));
            services.AddSingleton(new HomeNetworkReader(
                new NetworkFiles(_root), () => [new HomeAddress(IPAddress.Parse("192.168.1.20"), 24, "eth0", "")], () => [IPAddress.Parse("192.168.1.1")], NullLogger<HomeNetworkReader>.Instance));
            services.AddSingleton<AskPlainly>((_, _, _, _, _) => Task.FromResult(PlainReply.None));
            services.AddSingleton<RouterProbe>().AddSingleton<HomeDiscovery>().AddSingleton<DeviceSight>().AddSingleton<ThreatSample>().AddSingleton<HouseTest>().AddSingleton<FirstChoices>();
            services.AddSingleton<SaveConditional>((_, _, _) => Task.FromResult(Outcome.Done));
            services.AddSingleton<SavePrivacy>((_, level, _) =>
            {
                Privacy = level;
                return Task.FromResult(Saved);
            });
        });
    }

    public PageContext Pages { get; }

    public Actor Actor { get; }

    /// <summary>What the last step asked for; null before it.</summary>
    public PrivacyLevel? Privacy { get; private set; }

    /// <summary>What saving the privacy comes to.</summary>
    public Outcome Saved { get; set; } = Outcome.Done;

    public T Get<T>()
        where T : notnull => Pages.Services.GetRequiredService<T>();

    public IRenderedComponent<T> Render<T>()
        where T : IComponent => Pages.Render<T>(parameters => parameters.AddCascadingValue(Actor));

    public async ValueTask DisposeAsync()
    {
        await Pages.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
