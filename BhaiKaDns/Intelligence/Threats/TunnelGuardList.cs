using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Threats;

/// <summary>
/// Zones below which many codes are no tunnel: block lists, antivirus look-ups, delivery networks, telemetry, reverse zones, and names
/// that never leave the home. Never changes, so any thread may ask.
/// </summary>
internal sealed class TunnelGuardList
{
    private const ulong Seed = 0x7475_6E6E_656C_0001;

    private readonly ulong[] _slots;
    private readonly int _mask;

    private TunnelGuardList(HashSet<ulong> hashes)
    {
        _mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Count * 4)) - 1;
        _slots = new ulong[_mask + 1];
        Count = hashes.Count;
        foreach (ulong hash in hashes)
        {
            int slot = (int)hash & _mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = hash;
        }
    }

    /// <summary>The list that comes with the program.</summary>
    public static TunnelGuardList Shipped { get; } = Parse(ThreatText.Read("tunnel-guard"), out _);

    public int Count { get; }

    /// <summary>Reads one zone a line; <c>#</c> starts a comment.</summary>
    /// <param name="refused">Numbers of the lines, from 1, that are no name.</param>
    public static TunnelGuardList Parse(string text, out IReadOnlyList<int> refused)
    {
        HashSet<ulong> hashes = [];
        List<int> wrong = [];
        Span<byte> zone = stackalloc byte[DomainName.MaxLength];
        int line = 0;
        foreach (ReadOnlySpan<char> written in text.AsSpan().EnumerateLines())
        {
            line++;
            int comment = written.IndexOf('#');
            ReadOnlySpan<char> name = (comment < 0 ? written : written[..comment]).Trim();
            if (name.IsEmpty)
            {
                continue;
            }

            if (DomainNameText.TryParse(name, zone, out int length) && length > 1)
            {
                hashes.Add(HashOf(zone[..length]));
            }
            else
            {
                wrong.Add(line);
            }
        }

        refused = wrong;
        return new TunnelGuardList(hashes);
    }

    /// <summary>Whether a lower-case wire name is one of the zones or below one.</summary>
    public bool Covers(ReadOnlySpan<byte> name)
    {
        for (int at = 0; at < name.Length && name[at] != 0; at += name[at] + 1)
        {
            ulong hash = HashOf(name[at..]);
            for (int slot = (int)hash & _mask; _slots[slot] != 0; slot = (slot + 1) & _mask)
            {
                if (_slots[slot] == hash)
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Zero marks a free slot.
    private static ulong HashOf(ReadOnlySpan<byte> zone) => SeededHash.Compute(zone, Seed) | 1;
}
