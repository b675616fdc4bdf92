using System.Diagnostics;
using System.IO.Compression;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>
/// Popular registered domains in rank order, as lower-case wire names in one array, and their ranks by a table of hashes: the
/// dictionary of the typo corrector and the guard of popular names. About 3 MB for 100,000 names.
/// </summary>
internal sealed class PopularNames
{
    /// <summary>Most names that are kept.</summary>
    public const int MaxCount = 100_000;

    private const string Resource = "BhaiKaDns.Intelligence.Domains.popular.txt.gz";
    private const int IndexBits = 17;
    private const uint IndexMask = (1u << IndexBits) - 1;

    private static readonly Lazy<PopularNames> OfProgram = new(ReadEmbedded);

    private readonly byte[] _octets;
    private readonly int[] _starts;
    private readonly uint[] _table;
    private readonly int _mask;

    private PopularNames(byte[] octets, int[] starts)
    {
        _octets = octets;
        _starts = starts;
        _table = new uint[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, Count * 3 / 2))];
        _mask = _table.Length - 1;
        for (int index = 0; index < Count; index++)
        {
            Add(index);
        }
    }

    /// <summary>The names inside the program.</summary>
    public static PopularNames Embedded => OfProgram.Value;

    public int Count => _starts.Length - 1;

    /// <summary>The name of rank <paramref name="index"/> + 1 in wire form.</summary>
    public ReadOnlySpan<byte> this[int index] => _octets.AsSpan(_starts[index].._starts[index + 1]);

    /// <summary>
    /// Reads names in rank order, one per line; comments start with #. Refused with a reason if a line is no name
    /// or there is none.
    /// </summary>
    public static bool TryLoad(Stream stream, out PopularNames? names, out string reason)
    {
        names = null;
        List<byte> octets = [];
        List<int> starts = [0];
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        int number = 0;
        try
        {
            using StreamReader reader = new(stream, leaveOpen: true);
            while (starts.Count <= MaxCount && reader.ReadLine() is { } line)
            {
                number++;
                if (line.Length == 0 || line[0] == '#')
                {
                    continue;
                }

                if (!DomainNameText.TryParse(line, wire, out int length) || length < 2)
                {
                    reason = $"line {number} is no name";
                    return false;
                }

                DomainName.CopyLower(wire[..length], wire);
                octets.AddRange(wire[..length]);
                starts.Add(octets.Count);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            reason = failure.Message;
            return false;
        }

        reason = starts.Count == 1 ? "there is no name" : "";
        names = starts.Count == 1 ? null : new PopularNames([.. octets], [.. starts]);
        return names is not null;
    }

    /// <summary>Rank of a registrable domain in lower-case wire form, from 1; 0 if it is not among the names.</summary>
    public int RankOf(ReadOnlySpan<byte> registrableWire)
    {
        ulong hash = SeededHash.Compute(registrableWire, 0);
        for (int slot = (int)hash & _mask; _table[slot] != 0; slot = (slot + 1) & _mask)
        {
            int rank = (int)(_table[slot] & IndexMask);
            if (_table[slot] >> IndexBits == (uint)(hash >> 49) && this[rank - 1].SequenceEqual(registrableWire))
            {
                return rank;
            }
        }

        return 0;
    }

    private static PopularNames ReadEmbedded()
    {
        using Stream stream = typeof(PopularNames).Assembly.GetManifestResourceStream(Resource) ?? throw new UnreachableException(Resource);
        using GZipStream plain = new(stream, CompressionMode.Decompress);
        return TryLoad(plain, out PopularNames? names, out string reason) ? names! : throw new UnreachableException(reason);
    }

    // A name that comes twice keeps its first rank.
    private void Add(int index)
    {
        if (RankOf(this[index]) != 0)
        {
            return;
        }

        ulong hash = SeededHash.Compute(this[index], 0);
        int slot = (int)hash & _mask;
        while (_table[slot] != 0)
        {
            slot = (slot + 1) & _mask;
        }

        _table[slot] = ((uint)(hash >> 49) << IndexBits) | (uint)(index + 1);
    }
}
