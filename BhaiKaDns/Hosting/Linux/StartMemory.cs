using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BhaiKaDns.Hosting.Linux;

/// <summary>
/// Gives back what only the start needed. Most of the resident memory of a fresh process is its own file: code and metadata that ran once,
/// and the pages that the kernel maps around each one touched. What is needed again comes back from the page cache without reading the disk.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class StartMemory
{
    private const int DoNotNeed = 4;
    private const string Mappings = "/proc/self/smaps";

    /// <summary>Unmaps the untouched pages of files mapped for reading or running.</summary>
    /// <returns>Octets that were resident in them.</returns>
    /// <exception cref="IOException">The kernel does not tell what is mapped.</exception>
    public static long GiveBack()
    {
        long octets = 0;
        foreach (Mapping mapping in Read(File.ReadLines(Mappings).ToList()))
        {
            octets += Advise((void*)mapping.Start, (nuint)(mapping.End - mapping.Start), DoNotNeed) == 0 ? mapping.ResidentOctets : 0;
        }

        return octets;
    }

    /// <summary>
    /// The mappings that may be given back: of a file, not writable, and without a page that the process changed. A changed page of a
    /// private mapping has no other copy; madvise(2) would drop it.
    /// </summary>
    internal static IReadOnlyList<Mapping> Read(IReadOnlyList<string> lines)
    {
        List<Mapping> found = [];
        Mapping? current = null;
        foreach (string line in lines)
        {
            if (Mapping.TryParse(line) is { } begun)
            {
                Keep();
                current = begun;
            }
            else if (current is not null)
            {
                current = current with
                {
                    ResidentOctets = Octets(line, "Rss:") ?? current.ResidentOctets,
                    ChangedOctets = Octets(line, "Anonymous:") ?? current.ChangedOctets,
                };
            }
        }

        Keep();
        return found;

        void Keep()
        {
            if (current is { IsReadOnlyFile: true, ChangedOctets: 0, ResidentOctets: > 0 })
            {
                found.Add(current);
            }
        }
    }

    private static long? Octets(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) && long.TryParse(line.AsSpan(key.Length).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture, out long kilobytes)
            ? kilobytes << 10
            : null;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}

/// <summary>One mapping of this process as proc_pid_smaps(5) tells of it.</summary>
/// <param name="ChangedOctets">In pages that have no copy in the file.</param>
internal sealed record Mapping(ulong Start, ulong End, bool IsReadOnlyFile, long ResidentOctets, long ChangedOctets)
{
    /// <summary>The first line of a mapping, <c>7f0000000000-7f0000001000 r-xp 00001000 fe:00 42 /path</c>; null for any other.</summary>
    public static Mapping? TryParse(string line)
    {
        string[] parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 5 && parts[0].Split('-') is [string start, string end]
            && ulong.TryParse(start, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong from)
            && ulong.TryParse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong to)
            ? new Mapping(from, to, parts[1].Length == 4 && parts[1][1] == '-' && parts.Length == 6 && parts[5].StartsWith('/') && !parts[5].StartsWith("/memfd:", StringComparison.Ordinal), 0, 0)
            : null;
    }
}
