using System.Text;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Audit;

/// <summary>The file behind the trail: appended to, read backwards, verified from its beginning. Used by one caller at a time.</summary>
internal sealed class AuditFile(string path)
{
    private const int MaxLineOctets = 4 << 20;

    // Where each whole line begins; the last element is where the next one will.
    private List<long>? _offsets;

    /// <summary>Id and hash of the newest entry.</summary>
    public (long Id, string Hash) Last() => NewestFirst(before: null).FirstOrDefault() is { } last ? (last.Id, last.Hash) : (0, AuditChain.Beginning);

    /// <summary>Writes an entry through to the disk. Half a line that a power cut left is overwritten.</summary>
    public void Append(AuditEntry entry)
    {
        List<long> offsets = Offsets();
        byte[] line = Encoding.UTF8.GetBytes(AuditChain.ToLine(entry) + "\n");
        using FileStream file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(offsets[^1]);
        file.Position = offsets[^1];
        file.Write(line);
        file.Flush(flushToDisk: true);
        offsets.Add(file.Position);
    }

    /// <summary>Entries from the newest on; lines that cannot be read are passed over, verification names them.</summary>
    public IEnumerable<AuditEntry> NewestFirst(long? before)
    {
        List<long> offsets = Offsets();
        if (offsets.Count == 1)
        {
            yield break;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        for (int at = offsets.Count - 2; at >= 0; at--)
        {
            if (ReadLine(file, offsets[at], offsets[at + 1]) is { } entry && (before is null || entry.Id < before))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Octets up to the end of the last whole line.</summary>
    public long Length() => Offsets()[^1];

    /// <summary>Copies the first octets; what is there is never changed, so nobody has to wait meanwhile.</summary>
    public async Task CopyToAsync(Stream target, long length, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        while (length > 0)
        {
            int read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken);
            if (read == 0)
            {
                return;
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            length -= read;
        }
    }

    /// <summary>Follows the whole chain. Half a last line that a power cut left is no entry yet, so it breaks nothing.</summary>
    /// <returns>How many entries hold, and the number of the first line that does not; 0 if all do.</returns>
    public static (long Entries, long BrokenLine) Verify(string path)
    {
        long id = 0;
        string hash = AuditChain.Beginning;
        if (File.Exists(path))
        {
            foreach (string line in File.ReadLines(path).SkipLast(IsCut(path) ? 1 : 0))
            {
                if (AuditChain.Parse(line) is not { } entry || !AuditChain.Holds(entry, id, hash))
                {
                    return (id, id + 1);
                }

                (id, hash) = (entry.Id, entry.Hash);
            }
        }

        return (id, 0);
    }

    /// <summary>Whether the last line was not written to its end; the next entry will take its place.</summary>
    public static bool IsCut(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            return false;
        }

        file.Position = file.Length - 1;
        return file.ReadByte() != '\n';
    }

    private static AuditEntry? ReadLine(FileStream file, long start, long end)
    {
        if (end - start > MaxLineOctets)
        {
            return null;
        }

        byte[] octets = new byte[end - start - 1];
        file.Position = start;
        file.ReadExactly(octets);
        return AuditChain.Parse(Encoding.UTF8.GetString(octets));
    }

    private List<long> Offsets()
    {
        if (_offsets is not null)
        {
            return _offsets;
        }

        List<long> offsets = [0];
        if (File.Exists(path))
        {
            byte[] buffer = new byte[64 * 1024];
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
            {
                long start = file.Position - read;
                for (int at = buffer.AsSpan(0, read).IndexOf((byte)'\n'); at >= 0 && at < read;)
                {
                    offsets.Add(start + at + 1);
                    int next = buffer.AsSpan(at + 1, read - at - 1).IndexOf((byte)'\n');
                    at = next < 0 ? -1 : at + 1 + next;
                }
            }
        }

        return _offsets = offsets;
    }
}
