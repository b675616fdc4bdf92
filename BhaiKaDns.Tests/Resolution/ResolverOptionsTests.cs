using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Resolution;

internal sealed class ResolverOptionsTests
{
    [Test]
    public void Value_NothingConfigured_HasTheDefaultsOfTheContract()
    {
        ResolverOptions options = Read([]);

        Assert.That(options.Upstreams, Is.EqualTo(new[] { "9.9.9.9", "1.1.1.1" }));
        Assert.That((options.Strategy, options.Timeout, options.Attempts), Is.EqualTo((UpstreamStrategy.Fastest, TimeSpan.FromSeconds(2), 3)));
    }

    [Test]
    public void Value_UpstreamsConfigured_ReplaceTheDefaults()
    {
        ResolverOptions options = Read(new() { ["Resolver:Upstreams:0"] = "127.0.0.1:5300", ["Resolver:Conditional:0:Domain"] = "lan", ["Resolver:Conditional:0:Upstreams:0"] = "10.0.0.1" });

        Assert.That(options.Upstreams, Has.Length.EqualTo(1));
        Assert.That(options.Conditional[0].Domain, Is.EqualTo("lan"));
    }

    [TestCase("Resolver:Mode", "Recurse", "Resolver:Mode")]
    [TestCase("Resolver:Dnssec", "Validate", "Resolver:Dnssec")]
    [TestCase("Resolver:Upstreams:0", "tls://9.9.9.9", "Resolver:Upstreams:0: 'tls://9.9.9.9'")]
    [TestCase("Resolver:Fallback:0", "nowhere", "Resolver:Fallback:0")]
    [TestCase("Resolver:Conditional:0:Domain", "a..b", "Resolver:Conditional:0:Domain")]
    [TestCase("Resolver:Conditional:0:Domain", "lan", "Resolver:Conditional:0:Upstreams")]
    [TestCase("Resolver:Timeout", "00:01:00", "Timeout")]
    [TestCase("Resolver:Attempts", "0", "Attempts")]
    public void Value_BadSetting_IsRefusedNamingTheKey(string key, string value, string named)
    {
        Assert.That(() => Read(new() { [key] = value }), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains(named));
    }

    [Test]
    public void Resolver_MadeByTheContainer_IsThere()
    {
        using ServiceProvider provider = Provider([]);

        Assert.That(provider.GetRequiredService<Resolver>().Upstreams, Has.Count.EqualTo(2));
    }

    private static ResolverOptions Read(Dictionary<string, string?> settings)
    {
        using ServiceProvider provider = Provider(settings);
        return provider.GetRequiredService<IOptions<ResolverOptions>>().Value;
    }

    private static ServiceProvider Provider(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddMetrics().AddResolution(configuration).BuildServiceProvider();
    }
}
