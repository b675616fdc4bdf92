using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>Keeps <see cref="SeenDomains"/> in a file: version, counts, words, checksum; replaced as a whole, so a power cut leaves the old or the new one.</summary>
internal sealed class SeenDomainsFile(string path)
{
    private const ulong Mark = 0x0001_4E45_4553_4B42;
    private const int HeaderLength = 32;
    private const int LongestFile = 2 << 20;

    /// <summary>Reads the file. One that is missing or damaged gives an empty memory that says so; a damaged one is kept beside it.</summary>
    public SeenDomains Open()
    {
        SeenDomainsState state = SeenDomainsState.Anew;
        try
        {
            if (File.Exists(path))
            {
                if (Parse() is { } seen)
                {
                    return seen;
                }

                state = SeenDomainsState.Damaged;
                File.Move(path, path + ".unreadable", overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            state = SeenDomainsState.Damaged;
        }

        return SeenDomains.Empty(BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))), state);
    }

    /// <summary>Writes what is remembered beside the file and puts it in its place. Any thread.</summary>
    /// <exception cref="IOException">It could not be written; the old file stands.</exception>
    public void Save(SeenDomains seen)
    {
        SeenDomainsContent content = seen.Copy();
        ReadOnlySpan<byte> words = MemoryMarshal.AsBytes<ulong>(content.Words);
        byte[] octets = new byte[HeaderLength + words.Length + sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, Mark);
        BinaryPrimitives.WriteUInt64LittleEndian(octets.AsSpan(8), content.Seed);
        BinaryPrimitives.WriteInt64LittleEndian(octets.AsSpan(16), content.Total);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(24), content.YoungerCount);
        words.CopyTo(octets.AsSpan(HeaderLength));
        int end = octets.Length - sizeof(ulong);
        BinaryPrimitives.WriteUInt64LittleEndian(octets.AsSpan(end), XxHash3.HashToUInt64(octets.AsSpan(0, end)));
        string next = path + ".new";
        using (FileStream file = new(next, FileMode.Create, FileAccess.Write))
        {
            file.Write(octets);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private SeenDomains? Parse()
    {
        if (new FileInfo(path).Length is < HeaderLength + sizeof(ulong) or > LongestFile)
        {
            return null;
        }

        byte[] octets = File.ReadAllBytes(path);
        int end = octets.Length - sizeof(ulong);
        if (BinaryPrimitives.ReadUInt64LittleEndian(octets) != Mark
            || (end - HeaderLength) % sizeof(ulong) != 0
            || BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(end)) != XxHash3.HashToUInt64(octets.AsSpan(0, end)))
        {
            return null;
        }

        return SeenDomains.From(new SeenDomainsContent(
            BinaryPrimitives.ReadUInt64LittleEndian(octets.AsSpan(8)),
            BinaryPrimitives.ReadInt32LittleEndian(octets.AsSpan(24)),
            BinaryPrimitives.ReadInt64LittleEndian(octets.AsSpan(16)),
            MemoryMarshal.Cast<byte, ulong>(octets.AsSpan(HeaderLength, end - HeaderLength)).ToArray()));
    }
}
