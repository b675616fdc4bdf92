using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Linux;

namespace BhaiKaDns.Policy.People;

/// <summary>Reads the machine's neighbour table while a device is known by its MAC address, so that its present addresses are its own.</summary>
internal sealed partial class NeighbourWatch(PolicyStore store, TimeProvider time, ILogger<NeighbourWatch> logger) : BackgroundService
{
    // A phone makes itself new IPv6 addresses every day; one that made thousands must not fill the table.
    private const int MaxAddresses = 64;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private bool _isFailing;

    /// <summary>Takes over what is new; the addresses of a device that sleeps stay its own until another has them.</summary>
    /// <returns>Whether anything changed.</returns>
    internal async Task<bool> TakeAsync(IReadOnlyList<Neighbour> seen, CancellationToken cancellationToken)
    {
        HashSet<ulong> wanted = Wanted();
        IReadOnlyList<Neighbour> before = store.Parts.Neighbours;
        Dictionary<(ulong, ulong), Neighbour> all = before.Where(neighbour => wanted.Contains(neighbour.Mac)).ToDictionary(neighbour => (neighbour.High, neighbour.Low));
        foreach (Neighbour neighbour in seen)
        {
            if (wanted.Contains(neighbour.Mac))
            {
                all[(neighbour.High, neighbour.Low)] = neighbour;
            }
            else
            {
                // The address is another machine's now.
                all.Remove((neighbour.High, neighbour.Low));
            }
        }

        HashSet<Neighbour> present = [.. seen];
        Neighbour[] next =
        [
            .. all.Values.GroupBy(neighbour => neighbour.Mac)
                .SelectMany(own => own.OrderByDescending(present.Contains).Take(MaxAddresses))
                .OrderBy(neighbour => neighbour.High).ThenBy(neighbour => neighbour.Low),
        ];
        if (next.SequenceEqual(before))
        {
            return false;
        }

        await store.SetNeighboursAsync(next, cancellationToken);
        LogChanged(next.Length);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pace, time);
        do
        {
            try
            {
                if (Wanted().Count > 0)
                {
                    _ = await TakeAsync(await Task.Run(NeighbourTable.Read, stoppingToken), stoppingToken);
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
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private HashSet<ulong> Wanted() =>
    [
        .. store.Model.Devices.SelectMany(device => device.Addresses)
            .Select(text => DeviceAddress.TryParse(text, out DeviceAddress address) ? address : default)
            .Where(address => address.Kind is DeviceAddressKind.Mac)
            .Select(address => address.Mac),
    ];

    [LoggerMessage(1446, LogLevel.Debug, "Devices known by MAC address have {Count} addresses now.")]
    private partial void LogChanged(int count);

    [LoggerMessage(1447, LogLevel.Warning, "The neighbour table could not be read; devices known by MAC address keep the addresses they had.")]
    private partial void LogFailed(Exception problem);
}
