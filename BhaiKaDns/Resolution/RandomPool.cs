using System.Security.Cryptography;

namespace BhaiKaDns.Resolution;

/// <summary>
/// Octets nobody can foretell, for IDs and spellings (RFC 5452, section 9.2). A call to the generator costs half a microsecond
/// whatever its length, so each thread fetches a few hundred questions' worth at once.
/// </summary>
internal static class RandomPool
{
    private const int Length = 4096;

    [ThreadStatic]
    private static byte[]? _octets;

    [ThreadStatic]
    private static int _used;

    /// <summary>Fills <paramref name="destination"/>, at most 64 octets; what was handed out is forgotten.</summary>
    public static void Take(Span<byte> destination)
    {
        byte[]? octets = _octets;
        if (octets is null || octets.Length - _used < destination.Length)
        {
            octets = _octets ??= new byte[Length];
            RandomNumberGenerator.Fill(octets);
            _used = 0;
        }

        Span<byte> taken = octets.AsSpan(_used, destination.Length);
        taken.CopyTo(destination);
        taken.Clear();
        _used += destination.Length;
    }

    public static ushort TakeId()
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        Take(octets);
        return BitConverter.ToUInt16(octets);
    }
}
