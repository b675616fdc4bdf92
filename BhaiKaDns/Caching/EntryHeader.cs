using System.Runtime.InteropServices;

namespace BhaiKaDns.Caching;

/// <summary>
/// How an entry begins in native memory; the name and the body follow. Written once under the shard's lock, before the entry is
/// published; only <see cref="Answer"/>'s generation and <see cref="RetryAtSeconds"/> change later, each by one aligned write.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct EntryHeader
{
    /// <summary>Differs for each entry ever written; 0 while the entry is being written.</summary>
    public uint Sequence;

    /// <summary>Octets from this header to the next entry, a multiple of <see cref="Alignment"/>.</summary>
    public int Length;
    public ulong Hash;
    public ulong KeyBits;

    /// <summary>Monotonic seconds.</summary>
    public uint StoredAtSeconds;
    public uint ExpiresAtSeconds;
    public uint StaleUntilSeconds;
    public uint RetryAtSeconds;
    public CachedAnswer Answer;
    public int NameLength;
    public int BodyLength;

    public const int Alignment = 16;

    public static unsafe int LengthFor(int nameLength, int bodyLength) =>
        (sizeof(EntryHeader) + nameLength + bodyLength + Alignment - 1) & -Alignment;
}
