using System.Globalization;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>
/// Loads the engine once the first answers are out, and keeps what it learns. A model that is missing or was changed is refused: health
/// says so, and everything else goes on.
/// </summary>
internal sealed partial class EngineLoader(
    IOptions<IntelligenceOptions> options, DataDirectory directory, FindingStore findings, HealthBoard health, TimeProvider time, ILogger<EngineLoader> logger) : BackgroundService
{
    private const string Part = "intelligence";
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    /// <summary>A megabyte for each write: often enough for what a power cut may take, seldom enough for an SD card.</summary>
    private static readonly TimeSpan SeenPace = TimeSpan.FromMinutes(30);

    private readonly SeenDomainsFile _seenFile = new(Path.Combine(directory.Path, "seen-domains"));
    private readonly Lock _loading = new();
    private DetectionEngine? _engine;
    private DateTimeOffset _seenKeptAt = time.GetUtcNow();
    private long _seenKept;
    private bool _isFailing;

    /// <summary>Null until it is loaded, and where detection is off.</summary>
    public DetectionEngine? Engine => Volatile.Read(ref _engine);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Keep(isLast: true);
    }

    /// <summary>Reads models, tables and what was kept, once. Any thread.</summary>
    public void Load()
    {
        lock (_loading)
        {
            if (options.Value.Mode is not DetectionMode.Off && Engine is null)
            {
                LoadParts();
            }
        }
    }

    private void LoadParts()
    {
        try
        {
            findings.Load();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            LogFindingsUnreadable(problem.Message);
        }

        string models = Path.Combine(directory.Path, ModelFiles.Folder);
        ThreatModel? threat = ModelFiles.LoadThreat(models, out string threatProblem);
        HostModel? host = ModelFiles.LoadHost(models, out string hostProblem);
        CategoryModel? category = ModelFiles.LoadCategory(models, out string categoryProblem);
        string problems = string.Join(' ', new[] { threatProblem, hostProblem, categoryProblem }.Where(problem => problem.Length > 0));
        if (problems.Length > 0)
        {
            LogModelRefused(problems);
        }

        health.Report(Part, problems.Length > 0 ? HealthState.Degraded : HealthState.Ok, threat is null ? $"Rules only. {problems}" : problems.Length > 0 ? problems : "Names are looked at as they are asked.");
        Volatile.Write(ref _engine, Make(threat, host, category));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Keep(isLast: false);
        }
    }

    private DetectionEngine Make(ThreatModel? threat, HostModel? host, CategoryModel? category)
    {
        PublicSuffixList suffixes = PublicSuffixList.Embedded;
        PopularNames popular = PopularNames.Embedded;
        TunnelGuardList guarded = TunnelGuardList.Shipped;
        NaturalLetters letters = NaturalLetters.Shipped;
        SeenDomains seen = _seenFile.Open();
        _seenKept = seen.Total;
        MarkedDomains marked = new();
        foreach (Finding finding in findings.All)
        {
            marked.Add(finding.Name, suffixes);
        }

        string sensitivity = options.Value.Sensitivity.ToString().ToLowerInvariant();
        return new DetectionEngine
        {
            Suffixes = suffixes,
            Popular = popular,
            Threat = threat,
            Host = host,
            Category = category,
            LookAlikes = new LookAlikeGuard(suffixes, popular),
            Tunnels = new TunnelGuard(guarded, letters),
            TunnelBudget = new TunnelBudget(guarded, letters),
            Heartbeats = new HeartbeatFinder(name => IsExpected(suffixes, popular, guarded, name)),
            Swarms = threat is null ? null : new SwarmDetector(threat, SwarmThresholds(threat, sensitivity)),
            Seen = seen,
            KnownHere = new KnownHere(seen),
            Marked = marked,
            Rules = [.. Rules()],
            NameThreshold = threat?.File.Card.Thresholds.GetValueOrDefault("name." + sensitivity, float.PositiveInfinity) ?? float.PositiveInfinity,
        };
    }

    // All can be read: the settings were found good.
    private IEnumerable<(string Name, RuleExpression When)> Rules()
    {
        foreach (DetectionRule rule in options.Value.Rules)
        {
            if (RuleExpression.TryParse(rule.When, FeatureNames.All, out RuleExpression? when, out _))
            {
                yield return (rule.Name, when);
            }
        }
    }

    private static Dictionary<int, float> SwarmThresholds(ThreatModel threat, string sensitivity) =>
        SwarmDetector.Sizes.ToDictionary(
            size => size, size => threat.File.Card.Thresholds.GetValueOrDefault(string.Create(CultureInfo.InvariantCulture, $"swarm.{sensitivity}.{size}"), float.PositiveInfinity));

    private static bool IsExpected(PublicSuffixList suffixes, PopularNames popular, TunnelGuardList guarded, ReadOnlySpan<byte> name)
    {
        int at = suffixes.RegistrableAt(name, withPrivate: false);
        return at < 0 || popular.RankOf(name[at..]) > 0 || guarded.Covers(name);
    }

    private void Keep(bool isLast)
    {
        try
        {
            findings.Save();
            if (Engine is { } engine && engine.Seen.Total != _seenKept && (isLast || time.GetUtcNow() - _seenKeptAt >= SeenPace))
            {
                (_seenKept, _seenKeptAt) = (engine.Seen.Total, time.GetUtcNow());
                _seenFile.Save(engine.Seen);
            }

            _isFailing = false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (!_isFailing)
            {
                _isFailing = true;
                LogNotKept(problem.Message);
            }
        }
    }

    [LoggerMessage(2400, LogLevel.Warning, "A model was refused and is not used; everything else goes on: {Problem}")]
    private partial void LogModelRefused(string problem);

    [LoggerMessage(2401, LogLevel.Warning, "What was found before cannot be read; it begins anew: {Problem}")]
    private partial void LogFindingsUnreadable(string problem);

    [LoggerMessage(2402, LogLevel.Warning, "What was found cannot be written and is tried again: {Problem}")]
    private partial void LogNotKept(string problem);
}
