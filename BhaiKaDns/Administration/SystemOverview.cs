using System.Diagnostics;
using System.Runtime.InteropServices;
using BhaiKaDns.Caching;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Lists;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>Takes together how this process is, for people.</summary>
internal sealed class SystemOverview(HealthBoard health, LogRing log, AnswerCache cache, ListOverview lists, DataDirectory directory, IOptions<DnsOptions> dns, IOptions<AdminOptions> admin, TimeProvider time)
{
    private const int ShownLines = 200;

    /// <param name="least">Level of the log lines that are wanted.</param>
    public SystemState Take(LogLevel least)
    {
        using Process process = Process.GetCurrentProcess();
        (long cacheBytes, long cacheMaxBytes) = cache.Memory;
        (long? free, long size) = Disk();
        IReadOnlyList<ListReport> reports = lists.Take();
        return new SystemState(
            time.GetUtcNow() - process.StartTime.ToUniversalTime(),
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version}, {Environment.ProcessorCount} cores",
            process.Threads.Count,
            process.WorkingSet64,
            GC.GetTotalMemory(forceFullCollection: false),
            cacheBytes,
            cacheMaxBytes,
            reports.Sum(list => (long)list.Names),
            reports.Sum(list => list.MemoryOctets),
            directory.Path,
            free,
            size,
            dns.Value.Listen,
            admin.Value.Enabled ? admin.Value.Listen : [],
            health.Parts,
            log.Read(least, ShownLines));
    }

    private (long? Free, long Size) Disk()
    {
        try
        {
            DriveInfo drive = new(directory.Path);
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, 0);
        }
    }
}

/// <param name="WorkingSetBytes">All memory of the process that is in use.</param>
/// <param name="ManagedBytes">The managed heap alone; cache and lists lie outside of it.</param>
/// <param name="ListedNames">Names of all lists, the same name in two lists counted twice.</param>
/// <param name="DiskFreeBytes">Null where it cannot be known.</param>
internal sealed record SystemState(
    TimeSpan Uptime,
    string Machine,
    int Threads,
    long WorkingSetBytes,
    long ManagedBytes,
    long CacheBytes,
    long CacheMaxBytes,
    long ListedNames,
    long ListBytes,
    string DataDirectory,
    long? DiskFreeBytes,
    long DiskBytes,
    IReadOnlyList<string> DnsAddresses,
    IReadOnlyList<string> PageAddresses,
    IReadOnlyList<HealthPart> Parts,
    IReadOnlyList<LogLine> Lines)
{
    public static readonly SystemState Empty = new(TimeSpan.Zero, "", 0, 0, 0, 0, 0, 0, 0, "", null, 0, [], [], [], []);
}
