using System.Text;
using BhaiKaDns.Import.AdGuardHome;
using BhaiKaDns.Import.Blocky;
using BhaiKaDns.Import.Dnsmasq;
using BhaiKaDns.Import.PiHole;
using BhaiKaDns.Import.Toml;
using BhaiKaDns.Import.Yaml;

namespace BhaiKaDns.Import;

/// <summary>Recognises whose configuration a file is, and reads it. Nothing is changed by it.</summary>
internal static class ConfigurationImporter
{
    private const long MaxTextLength = 64_000_000;
    private const long MaxYamlLength = 16_000_000;
    private const long MaxArchiveLength = 512_000_000;

    /// <exception cref="InvalidDataException">The file is none that can be read; the message is half a sentence.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static ImportResult Read(string path, ImportSurroundings surroundings)
    {
        ImportDraft draft = new(surroundings);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[4];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        bool isZip = start[..length].StartsWith("PK"u8);
        bool isGzip = start[..length] is [0x1F, 0x8B, ..];
        if (file.Length > (isZip || isGzip ? MaxArchiveLength : MaxTextLength))
        {
            throw new InvalidDataException("it is larger than any configuration");
        }

        try
        {
            if (isZip)
            {
                new TeleporterReader(draft).ReadZip(file);
                return draft.Build(TeleporterReader.Product);
            }

            if (isGzip)
            {
                new TeleporterReader(draft).ReadTar(file);
                return draft.Build(TeleporterReader.Product);
            }
        }
        catch (EndOfStreamException problem)
        {
            throw new InvalidDataException("the archive breaks off", problem);
        }

        using StreamReader reader = new(file, Encoding.UTF8);
        return ReadText(reader.ReadToEnd(), path, draft);
    }

    private static ImportResult ReadText(string text, string path, ImportDraft draft)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidDataException("it is neither text nor an archive of a Pi-hole");
        }

        if (extension is ".toml")
        {
            return ReadToml(text, draft);
        }

        if (extension is not (".yaml" or ".yml") && HostsReader.IsRecognised(text))
        {
            HostsReader.Read(text, Path.GetFullPath(path), draft);
            return draft.Build(HostsReader.Product);
        }

        if (extension is not (".yaml" or ".yml") && DnsmasqReader.IsRecognised(text))
        {
            new DnsmasqReader(text, draft).Read();
            return draft.Build(DnsmasqReader.Product);
        }

        return ReadYaml(text, draft);
    }

    private static ImportResult ReadToml(string text, ImportDraft draft)
    {
        ConfigNode root = TomlTree.Read(text);
        if (!PiHoleSettings.IsRecognised(root))
        {
            throw new InvalidDataException("it is TOML, but not of a Pi-hole");
        }

        new PiHoleSettings(root, draft).Read();
        return draft.Build(TeleporterReader.Product);
    }

    private static ImportResult ReadYaml(string text, ImportDraft draft)
    {
        if (text.Length > MaxYamlLength)
        {
            throw new InvalidDataException("it is larger than any configuration");
        }

        ConfigNode root = YamlTree.Read(text);
        if (AdGuardHomeReader.IsRecognised(root))
        {
            new AdGuardHomeReader(root, draft).Read();
            return draft.Build(AdGuardHomeReader.Product);
        }

        if (BlockyReader.IsRecognised(root))
        {
            new BlockyReader(root, draft).Read();
            return draft.Build(BlockyReader.Product);
        }

        throw new InvalidDataException("it is not the configuration of AdGuard Home, Pi-hole, blocky or dnsmasq, nor a hosts file");
    }
}
