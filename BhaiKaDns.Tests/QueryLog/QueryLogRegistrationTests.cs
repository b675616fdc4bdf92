using BhaiKaDns.Analytics;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

[TestFixture]
internal sealed class QueryLogRegistrationTests
{
    [Test]
    public void AddQueryLog_WithAnalytics_BothListen()
    {
        using ServiceProvider services = Build(("QueryLog:Privacy", "NoClients"), ("QueryLog:Retention", "7.00:00:00"));

        QueryLogOptions options = services.GetRequiredService<IOptions<QueryLogOptions>>().Value;

        Assert.That((options.Privacy, options.Retention), Is.EqualTo((PrivacyLevel.NoClients, TimeSpan.FromDays(7))));
        Assert.That(services.GetServices<IQueryEventListener>().Select(listener => listener.GetType()), Is.SupersetOf((Type[])[typeof(QueryLogWriter), typeof(LiveStatistics)]));
    }

    [TestCase("QueryLog:Retention", "00:00:01")]
    [TestCase("QueryLog:MaxSizeMegabytes", "0")]
    public void AddQueryLog_ValueOutOfRange_IsRefused(string key, string value)
    {
        using ServiceProvider services = Build((key, value));

        Assert.That(() => services.GetRequiredService<IOptions<QueryLogOptions>>().Value, Throws.InstanceOf<OptionsValidationException>());
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddMetrics()
            .AddHosting(configuration).AddQueryLog(configuration).AddAnalytics(configuration)
            .AddSingleton<UpstreamNames>(_ => _ => "")
            .BuildServiceProvider();
    }
}
