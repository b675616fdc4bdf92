using System.Collections.Concurrent;

namespace BhaiKaDns.Hosting;

/// <summary>Each slice says here how it is; pages, health checks and the command line read it. Safe from any thread.</summary>
internal sealed class HealthBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, HealthPart> _parts = new(StringComparer.Ordinal);

    /// <summary>All parts by name.</summary>
    public IReadOnlyList<HealthPart> Parts => [.. _parts.Values.OrderBy(part => part.Name, StringComparer.Ordinal)];

    /// <summary>The worst state of all parts; <see cref="HealthState.Starting"/> while nothing has reported.</summary>
    public HealthState Overall => _parts.IsEmpty ? HealthState.Starting : _parts.Values.Max(part => part.State);

    /// <summary>Replaces what is known of a part. "Since" moves only when the state changes.</summary>
    public void Report(string name, HealthState state, string detail) =>
        _parts.AddOrUpdate(
            name,
            static (key, report) => new HealthPart(key, report.State, report.Now, report.Detail),
            static (_, known, report) => known with { State = report.State, Detail = report.Detail, Since = known.State == report.State ? known.Since : report.Now },
            (State: state, Detail: detail, Now: time.GetUtcNow()));
}

/// <summary>State of one part of the house.</summary>
internal enum HealthState : byte
{
    Ok = 0,

    /// <summary>Something is missing but answers go on.</summary>
    Degraded = 1,

    /// <summary>The part is not up yet, or going down.</summary>
    Starting = 2,

    /// <summary>The server cannot do what it is for.</summary>
    Down = 3,
}

/// <param name="Detail">One sentence for people, without names that clients asked for and without secrets.</param>
internal sealed record HealthPart(string Name, HealthState State, DateTimeOffset Since, string Detail);
