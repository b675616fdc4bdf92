using BhaiKaDns.Hosting;
using BhaiKaDns.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BhaiKaDns.Access;

/// <summary>Accounts and logins in a data directory of their own, with a clock that stands still.</summary>
internal sealed class AccessUnderTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider _services;

    public AccessUnderTest() => _services = Build();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Everything anew from what the data directory keeps.</summary>
    public void Restart()
    {
        _services.Dispose();
        _services = Build();
    }

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private ServiceProvider Build()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:DataDirectory", _folder.Path)]).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(Time)
            .AddHosting(configuration)
            .AddStorage(configuration)
            .AddAccess(configuration)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .BuildServiceProvider();
    }
}
