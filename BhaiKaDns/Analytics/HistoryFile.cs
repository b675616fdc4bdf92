using BhaiKaDns.Hosting;
using Microsoft.Win32.SafeHandles;

namespace BhaiKaDns.Analytics;

/// <summary>
/// The buckets of one step, one behind the other in the order they were closed. Only where each stands is kept in memory. Used by
/// one caller at a time; throws what files throw.
/// </summary>
internal sealed class HistoryFile(string path)
{
    private List<Place> _places = [];
    private long _end;

    /// <summary>Beginning of the newest bucket; the least number there is if there is none.</summary>
    public long LastStartMs => _places.Count == 0 ? long.MinValue : _places[^1].StartMs;

    public int Count => _places.Count;

    /// <summary>Finds the whole records and cuts off what a crash left behind the last of them.</summary>
    public HistoryDamage Open()
    {
        byte[] octets = File.Exists(path) ? File.ReadAllBytes(path) : [];
        _places = Find(octets, out int damaged);
        _end = _places.Count == 0 ? 0 : _places[^1].Offset + _places[^1].Length;
        long cut = octets.Length - _end;
        if (cut > 0)
        {
            using FileStream file = PrivateFile.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            file.SetLength(_end);
        }

        return new HistoryDamage(cut, damaged);
    }

    public void Append(HistoryBucket bucket)
    {
        byte[] octets = HistoryRecord.Write(bucket);
        using FileStream file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

        // What a failed write left, or what somebody else wrote, is no record of ours.
        file.SetLength(_end);
        RandomAccess.Write(file.SafeFileHandle, octets, _end);
        _places.Add(new Place(_end, octets.Length, bucket.StartMs));
        _end += octets.Length;
    }

    /// <summary>Buckets that begin in a span, in the order they were written; those damaged since are passed over.</summary>
    public List<HistoryBucket> Read(long fromMs, long toMs)
    {
        List<HistoryBucket> found = [];
        Place[] wanted = [.. _places.Where(place => place.StartMs >= fromMs && place.StartMs < toMs)];
        if (wanted.Length == 0)
        {
            return found;
        }

        using SafeFileHandle file = File.OpenHandle(path);
        foreach (Place place in wanted)
        {
            byte[] octets = new byte[place.Length];
            if (RandomAccess.Read(file, octets, place.Offset) == octets.Length && HistoryRecord.Read(octets) is { } bucket)
            {
                found.Add(bucket);
            }
        }

        return found;
    }

    /// <summary>Forgets what began before a time, if that is a quarter of all or more: the file is written anew and put in place of the old one.</summary>
    public void Forget(long beforeMs)
    {
        Place[] kept = [.. _places.Where(place => place.StartMs >= beforeMs)];
        if (_places.Count - kept.Length < Math.Max(1, _places.Count / 4))
        {
            return;
        }

        string draft = path + ".new";
        List<Place> moved = [];
        long end = 0;
        using (SafeFileHandle old = File.OpenHandle(path))
        using (FileStream file = PrivateFile.Open(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (Place place in kept)
            {
                byte[] octets = new byte[place.Length];
                _ = RandomAccess.Read(old, octets, place.Offset);
                file.Write(octets);
                moved.Add(place with { Offset = end });
                end += place.Length;
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        _places = moved;
        _end = end;
    }

    private static List<Place> Find(ReadOnlySpan<byte> octets, out int damaged)
    {
        List<Place> places = [];
        damaged = 0;
        bool isSkipping = false;
        for (int at = 0; at <= octets.Length - HistoryRecord.HeaderLength;)
        {
            if (HistoryRecord.IsWhole(octets[at..], out int length, out long startMs))
            {
                damaged += isSkipping ? 1 : 0;
                isSkipping = false;
                places.Add(new Place(at, length, startMs));
                at += length;
                continue;
            }

            isSkipping = true;
            int next = octets[(at + 1)..].IndexOf(HistoryRecord.MarkOctets);
            if (next < 0)
            {
                break;
            }

            at += next + 1;
        }

        return places;
    }

    private readonly record struct Place(long Offset, int Length, long StartMs);
}

/// <param name="Cut">Octets cut off the end.</param>
/// <param name="Places">Damaged places passed over.</param>
internal readonly record struct HistoryDamage(long Cut, int Places);
