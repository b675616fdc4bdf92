using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// The form of all model files: <c>BKM1</c>, the card as JSON after its length, then sections of name, length and octets, and the
/// SHA-256 of all that at the end. Numbers are little-endian.
/// </summary>
internal sealed class ModelFile
{
    /// <summary>No model of ours has more; whatever is larger is not read.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "BKM1"u8;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _sections;

    private ModelFile(ModelCard card, string hash, int length, Dictionary<string, ReadOnlyMemory<byte>> sections)
    {
        Card = card;
        Hash = hash;
        Length = length;
        _sections = sections;
    }

    public ModelCard Card { get; }

    /// <summary>SHA-256 of the file's content in lower-case hexadecimal digits.</summary>
    public string Hash { get; }

    public int Length { get; }

    /// <summary>Octets of a section; none if the file has no such one.</summary>
    public ReadOnlySpan<byte> Section(string name) => _sections.TryGetValue(name, out ReadOnlyMemory<byte> octets) ? octets.Span : default;

    /// <param name="problem">Why it is refused, to be read by people.</param>
    public static ModelFile? TryRead(ReadOnlyMemory<byte> file, out string problem)
    {
        if (file.Length < Magic.Length + SHA256.HashSizeInBytes || file.Length > MaxLength || !file.Span.StartsWith(Magic))
        {
            problem = "it is no model file";
            return null;
        }

        ReadOnlyMemory<byte> content = file[..^SHA256.HashSizeInBytes];
        byte[] hash = SHA256.HashData(content.Span);
        if (!file.Span[^SHA256.HashSizeInBytes..].SequenceEqual(hash))
        {
            problem = "its checksum is wrong: it was cut or changed";
            return null;
        }

        problem = "its content is not what this version reads";
        return TryReadParts(content[Magic.Length..], out byte[] cardText, out Dictionary<string, ReadOnlyMemory<byte>> sections) && ReadCard(cardText) is ModelCard card
            ? new ModelFile(card, Convert.ToHexStringLower(hash), file.Length, sections)
            : null;
    }

    public static byte[] Write(ModelCard card, IEnumerable<(string Name, byte[] Octets)> sections)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(Magic);
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(card, ModelJson.Default.ModelCard);
        writer.Write(text.Length);
        writer.Write(text);
        foreach ((string name, byte[] octets) in sections)
        {
            writer.Write((byte)name.Length);
            writer.Write(Encoding.ASCII.GetBytes(name));
            writer.Write(octets.Length);
            writer.Write(octets);
        }

        writer.Flush();
        return [.. stream.ToArray(), .. SHA256.HashData(stream.ToArray())];
    }

    private static bool TryReadParts(ReadOnlyMemory<byte> content, out byte[] card, out Dictionary<string, ReadOnlyMemory<byte>> sections)
    {
        sections = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        card = [];
        if (!TryTake(ref content, out ReadOnlyMemory<byte> cardText))
        {
            return false;
        }

        card = cardText.ToArray();
        while (!content.IsEmpty)
        {
            int nameLength = content.Span[0];
            if (content.Length < 1 + nameLength)
            {
                return false;
            }

            string name = Encoding.ASCII.GetString(content.Span.Slice(1, nameLength));
            content = content[(1 + nameLength)..];
            if (!TryTake(ref content, out ReadOnlyMemory<byte> octets) || !sections.TryAdd(name, octets))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> octets)
    {
        octets = default;
        if (content.Length < sizeof(int))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
        if (length < 0 || length > content.Length - sizeof(int))
        {
            return false;
        }

        octets = content.Slice(sizeof(int), length);
        content = content[(sizeof(int) + length)..];
        return true;
    }

    private static ModelCard? ReadCard(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ModelJson.Default.ModelCard) is { Kind: not null, Features: not null, Thresholds: not null } card ? card : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
