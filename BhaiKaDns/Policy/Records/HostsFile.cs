using System.Net;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Records;

/// <summary>Reads hosts files: an address and its names on each line, comments behind <c>#</c>.</summary>
internal static class HostsFile
{
    /// <summary>Largest file taken, in octets.</summary>
    public const long MaxLength = 16 * 1024 * 1024;

    /// <summary>Short, as files change without notice to clients.</summary>
    private const uint TtlSeconds = 60;

    /// <summary>The records of a file; null if it is more rubbish than hosts file, so that a broken copy does not replace a good one.</summary>
    public static IReadOnlyList<LocalRecord>? Read(TextReader text)
    {
        List<LocalRecord> records = [];
        int good = 0;
        int bad = 0;
        while (text.ReadLine() is { } line)
        {
            string[] fields = line.Split('#', 2)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
            {
                continue;
            }

            if (fields.Length > 1 && TryReadLine(fields, records))
            {
                good++;
            }
            else
            {
                bad++;
            }
        }

        return bad > good ? null : records;
    }

    private static bool TryReadLine(string[] fields, List<LocalRecord> records)
    {
        // fe80::1%lo0 is an address within the machine that has the file.
        if (fields[0].Contains('%', StringComparison.Ordinal))
        {
            return IPAddress.TryParse(fields[0], out _);
        }

        bool isIPv4 = RecordValue.ReadAddress(fields[0], AddressFamily.InterNetwork, out byte[] address);
        if (!isIPv4 && !RecordValue.ReadAddress(fields[0], AddressFamily.InterNetworkV6, out address))
        {
            return false;
        }

        byte[] name = new byte[DomainName.MaxLength];
        bool isGood = true;
        foreach (string field in fields.Skip(1))
        {
            if (RuleName.Read(Encoding.UTF8.GetBytes(field), name, out int length) is not RuleProblem.None)
            {
                isGood = false;
            }
            else if (!OwnNames.Contain(name.AsSpan(0, length)))
            {
                records.Add(new LocalRecord(name[..length], isIPv4 ? RecordType.A : RecordType.Aaaa, TtlSeconds, address, []));
            }
        }

        return isGood;
    }
}
