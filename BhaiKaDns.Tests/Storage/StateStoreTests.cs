using BhaiKaDns.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Storage;

[TestFixture]
internal sealed class StateStoreTests
{
    private TemporaryFolder _folder = null!;
    private ServiceProvider _services = null!;

    private StateStore Store => _services.GetRequiredService<StateStore>();

    [SetUp]
    public void Register()
    {
        _folder = new TemporaryFolder();
        _services = Build(_folder.Path);
    }

    [TearDown]
    public void Close()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task ReadAsync_AfterReopening_GivesWhatWasWritten()
    {
        await Store.WriteAsync("pause", new Pause("children", 600));
        await _services.DisposeAsync();
        _services = Build(_folder.Path);

        Pause? read = await Store.ReadAsync<Pause>("pause");

        Assert.That(read, Is.EqualTo(new Pause("children", 600)));
    }

    [Test]
    public async Task DeleteAsync_Document_IsGone()
    {
        await Store.WriteAsync("pause", new Pause("children", 600));

        bool wasThere = await Store.DeleteAsync("pause");

        Assert.That(wasThere, Is.True);
        Assert.That(await Store.ReadAsync<Pause>("pause"), Is.Null);
    }

    [Test]
    public async Task ReadAsync_OfAnotherShape_IsAsGoodAsAbsent()
    {
        await Store.WriteAsync("pause", "only text");

        Pause? read = await Store.ReadAsync<Pause>("pause");

        Assert.That(read, Is.Null);
    }

    private static ServiceProvider Build(string directory)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:DataDirectory", directory)])
            .Build();
        return new ServiceCollection().AddLogging().AddMetrics().AddHosting(configuration).AddStorage(configuration).BuildServiceProvider();
    }

    private sealed record Pause(string Group, int Seconds);
}
