using System.Net;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.FirstRun;

internal sealed class ConnectGuideTests
{
    [Test]
    public async Task Render_AddressAndGuides_AreReal()
    {
        await using FirstRunContext context = new();

        IRenderedComponent<ConnectGuide> guide = Open(context);

        Assert.That((guide.Find(".addresses").TextContent.Trim(), guide.FindAll(".guide").Count, guide.FindAll(".qr-code").Count), Is.EqualTo(("192.168.1.20", 8, 1)));
        Assert.That(guide.Find(".guide").TextContent, Does.Contain("Enter 192.168.1.20 as the first DNS server"));
    }

    [Test]
    public async Task Render_OtherPort_SaysThatDevicesNeed53()
    {
        await using FirstRunContext context = new("0.0.0.0:5353");

        IRenderedComponent<ConnectGuide> guide = Open(context);

        Assert.That((guide.FindAll("[data-finding=port-not-53]").Count, guide.Find(".addresses").TextContent.Trim()), Is.EqualTo((1, "192.168.1.20, port 5353")));
    }

    [Test]
    public async Task Render_PortTaken_SaysWhatHoldsIt()
    {
        await using FirstRunContext context = new();
        context.Pages.Health.Report(HealthParts.Listeners, HealthState.Down, "0.0.0.0:53 belongs to dnsmasq.");

        IRenderedComponent<ConnectGuide> guide = Open(context);

        Assert.That(guide.Find("[data-finding=not-listening]").TextContent, Does.Contain("belongs to dnsmasq"));
    }

    [Test]
    public async Task Beat_DeviceAsked_AppearsAndIsKnownAsTheReaders()
    {
        await using FirstRunContext context = new();
        IRenderedComponent<ConnectGuide> guide = Open(context);
        Assert.That(guide.Find(".here").TextContent, Does.Contain("has not asked this server yet"));

        context.Get<LearnedNames>().Receive(
            new QueryEvent { Client = ClientAddress.From(IPAddress.Parse("192.168.1.30")), UnixTimeMs = context.Pages.Time.GetUtcNow().ToUnixTimeMilliseconds() }, []);
        context.Pages.Time.Advance(TimeSpan.FromSeconds(2));

        await guide.WaitUntilAsync(() => Assert.That((guide.Find(".arrivals").TextContent.Contains("192.168.1.30", StringComparison.Ordinal), guide.FindAll(".here-yes").Count), Is.EqualTo((true, 1))));
    }

    private static IRenderedComponent<ConnectGuide> Open(FirstRunContext context)
    {
        IRenderedComponent<ConnectGuide> guide = context.Render<ConnectGuide>();
        guide.WaitForElement(".guide", TimeSpan.FromSeconds(10));
        return guide;
    }
}
