using BhaiKaDns.Fakes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Hosting;

internal sealed class AfterStartTests
{
    private readonly FakeLogger<AfterStart> _log = new();
    private readonly List<string> _done = [];

    [Test]
    public async Task ExecuteAsync_NotYetStarted_Waits()
    {
        using FakeLifetime lifetime = new();
        FakeTimeProvider time = new();
        using AfterStart after = Make(lifetime, time, Work("first"));
        await after.StartAsync(CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(1));
        string[] before = [.. _done];
        lifetime.Start();
        await Eventually.IsTrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return _done.Count == 1;
        });

        Assert.That(before, Is.Empty);
        await after.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task RunAsync_OneFails_TheOthersAreDone()
    {
        using FakeLifetime lifetime = new();
        using AfterStart after = Make(lifetime, new FakeTimeProvider(), new LateWork("broken", _ => throw new InvalidOperationException()), Work("second"));

        await after.RunAsync(CancellationToken.None);

        Assert.That((_done.Single(), _log.Collector.GetSnapshot().Count(record => record.Id.Id == 1004)), Is.EqualTo(("second", 1)));
    }

    private LateWork Work(string name) => new(
        name,
        _ =>
        {
            _done.Add(name);
            return Task.CompletedTask;
        });

    private AfterStart Make(IHostApplicationLifetime lifetime, TimeProvider time, params LateWork[] works)
    {
        _done.Clear();
        _log.Collector.Clear();
        return new AfterStart(works, lifetime, Options.Create(new MemoryOptions { TrimAfterStart = false }), time, _log);
    }

    private sealed class FakeLifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _started = new();

        public CancellationToken ApplicationStarted => _started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void Start() => _started.Cancel();

        public void StopApplication()
        {
        }

        public void Dispose() => _started.Dispose();
    }
}
