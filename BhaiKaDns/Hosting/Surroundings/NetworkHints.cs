using System.Net;

namespace BhaiKaDns.Hosting.Surroundings;

/// <summary>What one file says of the network. The files are written from what other machines sent, so all of it is bounded and checked.</summary>
internal sealed class NetworkHints
{
    private const int MaxAddresses = 16;
    private const int MaxDomains = 8;
    private const int MaxDomainLength = 253;
    private const int MaxLabelLength = 63;

    private readonly List<IPAddress> _resolvers = [];
    private readonly List<string> _domains = [];

    /// <summary>In the order of the file, loopback and unspecified addresses left out.</summary>
    public IReadOnlyList<IPAddress> Resolvers => _resolvers;

    /// <summary>Lower case, without the last dot.</summary>
    public IReadOnlyList<string> Domains => _domains;

    /// <summary>The address that was lent; null where the file is no lease.</summary>
    public IPAddress? Leased { get; private set; }

    public void AddResolver(ReadOnlySpan<char> text)
    {
        if (TryReadAddress(text, out IPAddress address))
        {
            AddResolver(address);
        }
    }

    public void AddResolver(IPAddress address)
    {
        bool isUseful = !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        if (isUseful && _resolvers.Count < MaxAddresses && !_resolvers.Contains(address))
        {
            _resolvers.Add(address);
        }
    }

    /// <summary>Adds a domain if it is one that a home could have; anything else is passed over.</summary>
    public void AddDomain(ReadOnlySpan<char> text)
    {
        string domain = text.Trim().TrimEnd('.').ToString().ToLowerInvariant();
        bool isDomain = domain.Length is > 0 and <= MaxDomainLength
            && domain.Split('.').All(label => label.Length is > 0 and <= MaxLabelLength && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
        if (isDomain && _domains.Count < MaxDomains && !_domains.Contains(domain))
        {
            _domains.Add(domain);
        }
    }

    public void SetLeased(ReadOnlySpan<char> text)
    {
        if (TryReadAddress(text, out IPAddress address))
        {
            Leased = address;
        }
    }

    public void SetLeased(IPAddress address) => Leased = address;

    // The zone names an interface of this machine and is of no use to others.
    private static bool TryReadAddress(ReadOnlySpan<char> text, out IPAddress address)
    {
        text = text.Trim();
        int zone = text.IndexOf('%');
        bool isRead = IPAddress.TryParse(zone < 0 ? text : text[..zone], out IPAddress? read);
        address = read ?? IPAddress.None;
        return isRead;
    }
}
