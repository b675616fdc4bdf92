using System.Net;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>Names of addresses in a hosts file, read again when the file changes. Used by one caller at a time.</summary>
internal sealed class HostsNames(string path)
{
    private const long MaxLength = 1_000_000;

    private readonly Dictionary<ClientAddress, string> _names = [];
    private DateTime _readAt = DateTime.MinValue;

    public static string SystemPath => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", "hosts")
        : "/etc/hosts";

    public string? NameOf(ClientAddress address) => _names.GetValueOrDefault(address);

    /// <summary>Reads the file if it is not as it was; what was known stays if it cannot be read.</summary>
    public void Refresh()
    {
        try
        {
            FileInfo file = new(path);
            if (!file.Exists || file.LastWriteTimeUtc == _readAt || file.Length > MaxLength)
            {
                return;
            }

            string[] lines = File.ReadAllLines(path);
            _readAt = file.LastWriteTimeUtc;
            _names.Clear();
            foreach (string line in lines)
            {
                Read(line.Split('#')[0]);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Tried again at the next round.
        }
    }

    // The first name of an address is its canonical one (hosts(5)). Loopback addresses stand for the machine, not for who asks.
    private void Read(string line)
    {
        string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length > 1 && IPAddress.TryParse(fields[0], out IPAddress? address) && !IPAddress.IsLoopback(address) && !IPAddress.Any.Equals(address))
        {
            _names.TryAdd(ClientAddress.From(address), fields[1]);
        }
    }
}
