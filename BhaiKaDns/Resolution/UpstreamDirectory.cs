using System.Collections.Concurrent;
using BhaiKaDns.Dns;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>
/// All configured upstreams, and which of them serve a name. Sets that groups choose are added when they are first needed; nothing else
/// changes but what the upstreams learn of themselves. Safe from any thread.
/// </summary>
internal sealed class UpstreamDirectory
{
    /// <summary>Upstreams are numbered by an octet in query events, and sets in queries; zero means none.</summary>
    private const int MaxNumber = byte.MaxValue;

    private readonly Lock _adding = new();
    private readonly Dictionary<string, Upstream> _byText = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, byte> _setNumbers = new(StringComparer.Ordinal);
    private readonly ResolverOptions _settings;
    private Upstream[] _all = [];
    private readonly (byte[] Domain, UpstreamSet Set)[] _conditional;
    private readonly DateTimeOffset _now;

    // By number; the first is the home's.
    private UpstreamSet[] _sets;

    public UpstreamDirectory(IOptions<ResolverOptions> options, TimeProvider time)
    {
        ResolverOptions settings = options.Value;
        _settings = settings;
        _now = time.GetUtcNow();
        Upstream[] members = Register(settings.Upstreams);
        Upstream[] fallbacks = [.. Register(settings.Fallback).Except(members)];
        Main = [.. members, .. fallbacks];
        _sets = [new UpstreamSet(members, fallbacks, settings.Strategy, settings.Attempts)];

        // No fallback here: a private name must not be told to a public upstream because the private one is away.
        _conditional = [.. settings.Conditional
            .Select(rule => (Wire(rule.Domain), new UpstreamSet(Register(rule.Upstreams), [], settings.Strategy, settings.Attempts)))
            .OrderByDescending(rule => rule.Item1.Length)];
    }

    /// <summary>By number, beginning with 1.</summary>
    public IReadOnlyList<Upstream> All => Volatile.Read(ref _all);

    /// <summary>Those that serve every name: main and fallback.</summary>
    public IReadOnlyList<Upstream> Main { get; }

    public bool IsConditional(ReadOnlySpan<byte> lowerWireName) => FindConditional(lowerWireName) is not null;

    /// <param name="set">From <see cref="NumberOf"/>, 0 for the home's. A conditional upstream comes before any.</param>
    public UpstreamSet Find(ReadOnlySpan<byte> lowerWireName, byte set) => FindConditional(lowerWireName) ?? Volatile.Read(ref _sets)[set];

    /// <summary>
    /// The number of the set that is made of these upstreams. It has no fallback: who chose upstreams that filter must not be sent to
    /// others while they are away. Addresses that cannot be read, or are too many for all numbers together, give the home's set.
    /// </summary>
    /// <param name="key">The same text for the same choice.</param>
    public byte NumberOf(string key, IReadOnlyList<string> addresses) => _setNumbers.TryGetValue(key, out byte known) ? known : Add(key, addresses);

    // A home has a handful of these; the longest suffix stands first.
    private UpstreamSet? FindConditional(ReadOnlySpan<byte> lowerWireName)
    {
        foreach ((byte[] domain, UpstreamSet set) in _conditional)
        {
            if (DomainName.IsAtOrBelow(lowerWireName, domain))
            {
                return set;
            }
        }

        return null;
    }

    private static byte[] Wire(string domain)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return DomainText.TryWrite(domain, wire, out int length) ? wire[..length] : throw new ArgumentException($"'{domain}' is not a domain name.", nameof(domain));
    }

    private byte Add(string key, IReadOnlyList<string> addresses)
    {
        lock (_adding)
        {
            bool isPossible = _sets.Length < MaxNumber && _all.Length + addresses.Count <= MaxNumber
                && addresses.All(text => UpstreamAddress.TryParse(text, out _, out _));
            if (isPossible && !_setNumbers.ContainsKey(key))
            {
                Volatile.Write(ref _sets, [.. _sets, new UpstreamSet(Register([.. addresses]), [], _settings.Strategy, _settings.Attempts)]);
            }

            return _setNumbers.GetOrAdd(key, isPossible ? (byte)(_sets.Length - 1) : (byte)0);
        }
    }

    private Upstream[] Register(string[] texts)
    {
        List<Upstream> found = [];
        foreach (string text in texts)
        {
            if (!UpstreamAddress.TryParse(text, out UpstreamAddress? address, out string problem))
            {
                throw new ArgumentException(problem, nameof(texts));
            }

            if (!_byText.TryGetValue(address!.Text, out Upstream? upstream))
            {
                upstream = new Upstream((byte)(_all.Length + 1), address, _now);
                _byText.Add(address.Text, upstream);
                Volatile.Write(ref _all, [.. _all, upstream]);
            }

            if (!found.Contains(upstream))
            {
                found.Add(upstream);
            }
        }

        return [.. found];
    }
}
