using System.Net;

namespace BhaiKaDns.Hosting;

/// <summary>
/// Which addresses may ask. Words: <c>private</c> (loopback, RFC 1918, RFC 6598, link-local, ULA and the prefixes of the machine's own
/// interfaces), <c>any</c>, or a network. Safe from any thread; a look-up allocates nothing and takes no lock.
/// </summary>
internal sealed class AllowedNetworks : IDisposable
{
    public const string Private = "private";
    public const string Any = "any";

    private const ulong MappedPrefix = 0x0000_FFFF;

    private static readonly NetworkPrefix[] PrivatePrefixes =
    [
        .. new[]
        {
            "192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "fe80::/10", "fc00::/7", "::1",
        }
        .Select(text => NetworkPrefix.TryParse(text, out NetworkPrefix prefix) ? prefix : throw new FormatException(text)),
    ];

    private readonly NetworkPrefix[] _fixed;
    private readonly bool _withPrivate;
    private readonly OnLinkNetworks _onLink;
    private volatile Prefixes _prefixes;
    private int _version;

    /// <param name="words">Already validated; a word that cannot be read allows nobody.</param>
    public AllowedNetworks(IReadOnlyList<string> words, OnLinkNetworks onLink)
    {
        _fixed = [.. words.Where(word => NetworkPrefix.TryParse(word, out _)).Select(Parse)];
        _withPrivate = words.Contains(Private, StringComparer.OrdinalIgnoreCase);
        AllowsAll = words.Contains(Any, StringComparer.OrdinalIgnoreCase);
        _onLink = onLink;
        _prefixes = Build();
        _onLink.Changed += Rebuild;
    }

    /// <summary>"any" is among the words: strangers are served too.</summary>
    public bool AllowsAll { get; }

    /// <summary>Grows with every change, so that others know when what they remember of an address is void.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Whether a word of the settings is understood.</summary>
    public static bool IsKnown(string word) =>
        word.Equals(Private, StringComparison.OrdinalIgnoreCase) || word.Equals(Any, StringComparison.OrdinalIgnoreCase) || NetworkPrefix.TryParse(word, out _);

    /// <param name="high">The first 64 bits in network order.</param>
    /// <param name="low">The last 64 bits; an IPv4 address in its mapped form.</param>
    public bool Contains(ulong high, ulong low)
    {
        if (AllowsAll)
        {
            return true;
        }

        // The two families apart: a home has a few networks of each, and a linear scan over one family is the fastest look-up.
        Prefixes prefixes = _prefixes;
        foreach (ref readonly NetworkPrefix prefix in (high == 0 && low >> 32 == MappedPrefix ? prefixes.IPv4 : prefixes.IPv6).AsSpan())
        {
            if (prefix.Contains(high, low))
            {
                return true;
            }
        }

        return false;
    }

    public bool Contains(IPAddress address)
    {
        (ulong high, ulong low) = NetworkPrefix.ToBits(address);
        return Contains(high, low);
    }

    public void Dispose() => _onLink.Changed -= Rebuild;

    private static NetworkPrefix Parse(string word) => NetworkPrefix.TryParse(word, out NetworkPrefix prefix) ? prefix : default;

    private static bool IsIPv4(NetworkPrefix prefix) => prefix.High == 0 && prefix.Bits >= 96 && prefix.Low >> 32 == MappedPrefix;

    private void Rebuild(object? sender, EventArgs arguments)
    {
        _prefixes = Build();
        _ = Interlocked.Increment(ref _version);
    }

    private Prefixes Build()
    {
        NetworkPrefix[] all = _withPrivate ? [.. _fixed, .. PrivatePrefixes, .. _onLink.Current] : _fixed;
        return new Prefixes([.. all.Where(IsIPv4).Distinct()], [.. all.Where(prefix => !IsIPv4(prefix)).Distinct()]);
    }

    private sealed record Prefixes(NetworkPrefix[] IPv4, NetworkPrefix[] IPv6);
}
