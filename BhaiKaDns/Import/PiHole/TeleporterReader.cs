using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BhaiKaDns.Import.Sqlite;
using BhaiKaDns.Import.Toml;

namespace BhaiKaDns.Import.PiHole;

/// <summary>Reads a Teleporter archive: the zip file of version 6, or the compressed tar file of version 5. Each part is read up to a bound only.</summary>
internal sealed class TeleporterReader(ImportDraft draft)
{
    public const string Product = "Pi-hole";

    private const int MaxEntries = 1000;
    private const long MaxDatabaseLength = 256_000_000;
    private const int MaxTextLength = 16_000_000;
    private const int MaxArchiveLength = 64_000_000;

    private static readonly string[] Tables = ["group", "adlist", "domainlist", "client", "adlist_by_group", "domainlist_by_group", "client_by_group"];

    private static readonly Dictionary<string, string> DomainFiles = new(StringComparer.Ordinal)
    {
        ["whitelist.exact.json"] = "0",
        ["blacklist.exact.json"] = "1",
        ["whitelist.regex.json"] = "2",
        ["blacklist.regex.json"] = "3",
    };

    /// <exception cref="InvalidDataException">The archive is broken or too large.</exception>
    public void ReadZip(Stream file)
    {
        using ZipArchive archive = new(file, ZipArchiveMode.Read);
        if (archive.Entries.Count > MaxEntries)
        {
            throw new InvalidDataException("the archive has more parts than any Teleporter archive");
        }

        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.Length > 0))
        {
            switch (entry.FullName)
            {
                case "etc/pihole/gravity.db":
                    ReadDatabase(entry);
                    break;
                case "etc/pihole/pihole.toml":
                    new PiHoleSettings(TomlTree.Read(TextOf(entry.Open())), draft).Read();
                    break;
                case "etc/hosts" or "etc/pihole/custom.list":
                    HostsReader.Read(TextOf(entry.Open()), "", draft);
                    break;
                case "etc/pihole/dhcp.leases":
                    draft.Leave("dhcp.leases", "leases come and go; names are learned from the router");
                    break;
                default:
                    draft.Leave(entry.FullName, "it holds nothing that is needed here");
                    break;
            }
        }
    }

    /// <exception cref="InvalidDataException">The archive is broken or too large.</exception>
    public void ReadTar(Stream file)
    {
        using MemoryStream plain = new();
        using (GZipStream compressed = new(file, CompressionMode.Decompress))
        {
            Copy(compressed, plain, MaxArchiveLength);
        }

        plain.Position = 0;
        Dictionary<string, List<ConfigNode>> tables = new(StringComparer.Ordinal);
        using TarReader archive = new(plain);
        for (int count = 0; count < MaxEntries && archive.GetNextEntry() is { } entry; count++)
        {
            if (entry is { DataStream: { } data, EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile })
            {
                ReadPart(entry.Name.Split('/')[^1], TextOf(data), tables);
            }
        }

        new PiHoleTables(tables, draft).Read();
    }

    private static string TextOf(Stream part)
    {
        using MemoryStream text = new();
        using (part)
        {
            Copy(part, text, MaxTextLength);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static void Copy(Stream from, Stream to, long most)
    {
        byte[] chunk = new byte[64 * 1024];
        int read;
        long length = 0;
        while ((read = from.Read(chunk)) > 0)
        {
            length += read;
            if (length > most)
            {
                throw new InvalidDataException("a part of the archive is larger than any Teleporter archive has");
            }

            to.Write(chunk, 0, read);
        }
    }

    private void ReadDatabase(ZipArchiveEntry entry)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bhaikadns-import-");
        try
        {
            string path = Path.Combine(folder.FullName, "gravity.db");
            using (Stream part = entry.Open())
            using (FileStream copy = File.Create(path))
            {
                Copy(part, copy, MaxDatabaseLength);
            }

            new PiHoleTables(GravityDatabase.Read(path, Tables), draft).Read();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void ReadPart(string name, string text, Dictionary<string, List<ConfigNode>> tables)
    {
        if (DomainFiles.TryGetValue(name, out string? type))
        {
            List<ConfigNode> rows = Rows(text);
            rows.ForEach(row => row.Set("type", new ConfigNode { Text = type }));
            tables["domainlist"] = [.. tables.GetValueOrDefault("domainlist", []), .. rows];
        }
        else if (name.EndsWith(".json", StringComparison.Ordinal) && Tables.Contains(name[..^5]))
        {
            tables[name[..^5]] = Rows(text);
        }
        else if (name is "custom.list")
        {
            HostsReader.Read(text, "", draft);
        }
        else if (name is "05-pihole-custom-cname.conf")
        {
            foreach (string line in text.Split('\n').Where(line => line.StartsWith("cname=", StringComparison.Ordinal)))
            {
                PiHoleSettings.AddCname(line["cname=".Length..], draft);
            }
        }
        else if (name is "setupVars.conf")
        {
            string[] upstreams = [.. text.Split('\n').Where(line => line.StartsWith("PIHOLE_DNS_", StringComparison.Ordinal) && line.Contains('=', StringComparison.Ordinal)).Select(line => PiHoleSettings.Upstream(line.Split('=')[1].Trim()))];
            draft.SetUpstreams("Resolver:Upstreams", upstreams);
        }
        else
        {
            draft.Leave(name, "it holds nothing that is needed here");
        }
    }

    private static List<ConfigNode> Rows(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Where(row => row.ValueKind is JsonValueKind.Object).Select(Row)] : [];
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException(problem.Message, problem);
        }
    }

    private static ConfigNode Row(JsonElement row)
    {
        ConfigNode node = new();
        foreach (JsonProperty column in row.EnumerateObject().Where(column => column.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
        {
            node.Set(column.Name, new ConfigNode { Text = column.Value.ToString() });
        }

        return node;
    }
}
