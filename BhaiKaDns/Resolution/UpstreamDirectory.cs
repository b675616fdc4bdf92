using BhaiKaDns.Dns;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Resolution;

/// <summary>All configured upstreams, and which of them serve a name. Immutable but for what the upstreams learn of themselves.</summary>
internal sealed class UpstreamDirectory
{
    private readonly Dictionary<string, Upstream> _byText = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Upstream> _all = [];
    private readonly (byte[] Domain, UpstreamSet Set)[] _conditional;
    private readonly UpstreamSet _main;
    private readonly DateTimeOffset _now;

    public UpstreamDirectory(IOptions<ResolverOptions> options, TimeProvider time)
    {
        ResolverOptions settings = options.Value;
        _now = time.GetUtcNow();
        Upstream[] members = Register(settings.Upstreams);
        Upstream[] fallbacks = [.. Register(settings.Fallback).Except(members)];
        Main = [.. members, .. fallbacks];
        _main = new UpstreamSet(members, fallbacks, settings.Strategy, settings.Attempts);

        // No fallback here: a private name must not be told to a public upstream because the private one is away.
        _conditional = [.. settings.Conditional
            .Select(rule => (Wire(rule.Domain), new UpstreamSet(Register(rule.Upstreams), [], settings.Strategy, settings.Attempts)))
            .OrderByDescending(rule => rule.Item1.Length)];
    }

    /// <summary>By number, beginning with 1.</summary>
    public IReadOnlyList<Upstream> All => _all;

    /// <summary>Those that serve every name: main and fallback.</summary>
    public IReadOnlyList<Upstream> Main { get; }

    public bool IsConditional(ReadOnlySpan<byte> lowerWireName) => FindConditional(lowerWireName) is not null;

    public UpstreamSet Find(ReadOnlySpan<byte> lowerWireName) => FindConditional(lowerWireName) ?? _main;

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
                upstream = new Upstream((byte)(_all.Count + 1), address, _now);
                _byText.Add(address.Text, upstream);
                _all.Add(upstream);
            }

            if (!found.Contains(upstream))
            {
                found.Add(upstream);
            }
        }

        return [.. found];
    }
}
