namespace BhaiKaDns.Benchmarks;

/// <summary>What varies between the homes that are modelled.</summary>
internal sealed record HouseholdModel
{
    /// <summary>Phones, computers and tablets keep answers for their TTL themselves and ask only for what is new to them.</summary>
    public bool DevicesCache { get; init; }

    /// <summary>The upstream is a public resolver whose answers are already some way through their TTL, not the zone's own server.</summary>
    public bool UpstreamCountsDown { get; init; }

    /// <summary>Multiplies how often people open a page; the chatter stays.</summary>
    public double Browsing { get; init; } = 1;
}
