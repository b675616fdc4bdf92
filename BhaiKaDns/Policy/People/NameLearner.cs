using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.People;

/// <summary>
/// Learns names of addresses that ask, one after the other and never faster than its pace: from the machine's hosts file, from the
/// router, and from the device itself over multicast DNS. What was learned is kept for the next start.
/// </summary>
internal sealed partial class NameLearner(
    LearnedNames names, LearnedNamesFile file, IServiceProvider services, IOptions<PolicyOptions> options, TimeProvider time, ILogger<NameLearner> logger) : BackgroundService
{
    private const int AddressesPerRound = 4;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SaveEvery = TimeSpan.FromMinutes(10);

    private bool _isFailing;
    private DateTimeOffset _savedAt;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.LearnNames)
        {
            Save();
        }
    }

    /// <summary>Asks for some of the addresses whose names are not known.</summary>
    internal async Task RoundAsync(HostsNames hosts, ReverseLookup? router, ReverseLookup? multicast, CancellationToken cancellationToken)
    {
        for (int count = 0; count < AddressesPerRound && names.TryTakeUnknown(out ClientAddress address); count++)
        {
            (string? name, NameSource source) = (hosts.NameOf(address), NameSource.HostsFile);
            if (name is null && router is not null)
            {
                (name, source) = (await router(address, cancellationToken), NameSource.Router);
            }

            if (name is null && multicast is not null)
            {
                (name, source) = (await multicast(address, cancellationToken), NameSource.Multicast);
            }

            if (name is not null)
            {
                names.Learn(address, name, source);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.LearnNames)
        {
            return;
        }

        bool isRestored = false;
        HostsNames hosts = new(HostsNames.SystemPath);
        ReverseLookup? router = services.GetService<ReverseLookup>();
        MulticastNames multicast = new(time);
        using PeriodicTimer timer = new(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Not at the start: answers come first.
                if (!isRestored)
                {
                    Restore();
                    isRestored = true;
                }

                hosts.Refresh();
                await RoundAsync(hosts, router, multicast.FindAsync, stoppingToken);
                if (time.GetUtcNow() - _savedAt >= SaveEvery)
                {
                    Save();
                }

                _isFailing = false;
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_isFailing)
                {
                    LogFailed(problem);
                }

                _isFailing = true;
            }
        }
    }

    private void Restore()
    {
        _savedAt = time.GetUtcNow();
        names.Restore(file.Read());
    }

    private void Save()
    {
        _savedAt = time.GetUtcNow();
        LearnedName[] known = [.. names.All.Where(learned => learned.Name is not null)];
        if (known.Length > 0)
        {
            file.Write(known);
        }
    }

    [LoggerMessage(1448, LogLevel.Warning, "Learning names of clients failed; the next round goes on.")]
    private partial void LogFailed(Exception problem);
}

/// <summary>The name of an address, or null: asked of whoever may know it, never of a public server.</summary>
internal delegate ValueTask<string?> ReverseLookup(ClientAddress address, CancellationToken cancellationToken);
