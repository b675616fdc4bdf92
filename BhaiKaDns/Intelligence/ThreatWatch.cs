using System.Globalization;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Threats;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>
/// Shows every finished query to the detectors, cached answers included, and writes down what they find. It runs on the thread of the
/// events: a query log that is off or private does not blind it, but what it writes down obeys the same privacy.
/// </summary>
internal sealed partial class ThreatWatch(EngineLoader loader, FindingStore findings, TypoAdvice typos, IntelligenceMetrics metrics, MonotonicClock clock, IOptions<IntelligenceOptions> options, ILogger<ThreatWatch> logger, PrivacyLevel privacy) : IQueryEventListener
{
    private const long DayMs = 24L * 60 * 60 * 1000;

    /// <summary>Names judged lately; one that falls on another's place is judged again, which costs a microsecond.</summary>
    private const int JudgedPlaces = 4_096;

    /// <summary>Cached answers of a tenth of a second that are all looked at: more than a home asks.</summary>
    private const int AllLookedAt = 100;

    /// <summary>Of those above, one in so many: a microsecond for each would take a quarter of the answers that a core can give.</summary>
    private const int Sampled = 16;

    private const long SampleMs = 100;

    private readonly ulong[] _judged = new ulong[JudgedPlaces];
    private readonly float[] _features = new float[FeatureNames.Count];
    private long _span;
    private int _inSpan;

    public void Receive(in QueryEvent query, ReadOnlySpan<byte> name, ReadOnlySpan<byte> found = default)
    {
        if (loader.Engine is not { } engine || query.Decision is Decision.Local or Decision.Refused or Decision.Rewritten || IsPassedOver(query))
        {
            return;
        }

        int at = engine.RegistrableAt(name);
        if (at < 0 || name.EndsWith("\x04arpa\0"u8))
        {
            return;
        }

        if (query.Decision is Decision.Blocked)
        {
            ReportBlocked(query, name);
            return;
        }

        int day = (int)(query.UnixTimeMs / DayMs);
        ReadOnlySpan<byte> registrable = name[at..];
        bool isMissing = query.ResponseCode is ResponseCode.NameError;
        Behaviour(engine, query, name, at);
        if (IsJudgedAnew(query.NameHash))
        {
            if (isMissing)
            {
                Missing(engine, query, registrable);
            }
            else if (query.ResponseCode is ResponseCode.NoError)
            {
                Existing(engine, query, name, at, day);
            }
        }
    }

    public void EndBatch()
    {
    }

    private bool IsPassedOver(in QueryEvent query)
    {
        if (query.Source is not AnswerSource.Cache)
        {
            return false;
        }

        long span = query.UnixTimeMs / SampleMs;
        _inSpan = span == _span ? _inSpan + 1 : 1;
        _span = span;
        return _inSpan > AllLookedAt && _inSpan % Sampled != 0;
    }

    private bool IsJudgedAnew(ulong hash)
    {
        ref ulong place = ref _judged[(int)(hash % JudgedPlaces)];
        bool isNew = place != hash;
        place = hash;
        return isNew;
    }

    private void Behaviour(DetectionEngine engine, in QueryEvent query, ReadOnlySpan<byte> name, int at)
    {
        TunnelObservation tunnel = engine.Tunnels.Observe(query.Client, name, at, query.Type, query.UnixTimeMs);
        if (tunnel.Level is TunnelLevel.Cut && options.Value.Mode is DetectionMode.Block)
        {
            engine.TunnelBudget.Cut(tunnel.Pair, clock.Milliseconds);
        }

        if (tunnel.IsRise)
        {
            engine.Marked.Add(name[at..]);
            string domain = DomainNameText.ToText(name[at..]);
            Report(query, Reason.Tunnel, domain, $"asks for {tunnel.Unique} different names below {domain}, enough to carry {tunnel.Information:F0} octets out", tunnel.Information,
            [
                new Evidence("subdomains", Number($"{tunnel.Unique} different subdomains in {tunnel.Queries} queries"), Weight: tunnel.Unique),
                new Evidence("information", Number($"{tunnel.Information:F0} octets that they can have carried"), Weight: tunnel.Information),
                new Evidence("entropy", Number($"{tunnel.Entropy:F2} bits a letter"), Weight: tunnel.Entropy),
                new Evidence("codes", Number($"{tunnel.CodedShare:P0} look made by a machine"), Weight: tunnel.CodedShare),
                new Evidence("types", Number($"{tunnel.RareShare:P0} ask for types that carry much"), Weight: tunnel.RareShare),
            ]);
        }

        if (engine.Heartbeats.Observe(query.Client, name, query.NameHash, query.UnixTimeMs, out HeartbeatFinding beat))
        {
            engine.Marked.Add(name[at..]);
            string text = DomainNameText.ToText(name);
            Report(query, Reason.Beacon, text, beat.Sentence(text, TimeZoneInfo.Local), beat.Period.TotalSeconds,
            [
                new Evidence("period", $"every {beat.PeriodText}", Weight: beat.Period.TotalSeconds),
                new Evidence("jitter", Number($"{beat.Jitter:P1} of the period"), Weight: beat.Jitter),
                new Evidence("beats", Number($"{beat.Count} times"), Weight: beat.Count),
            ]);
        }
    }

    private void Missing(DetectionEngine engine, in QueryEvent query, ReadOnlySpan<byte> registrable)
    {
        typos.Consider(registrable, query.UnixTimeMs);
        if (engine.Popular.RankOf(registrable) > 0 || engine.Swarms?.Observe(query.Client, registrable, Collections.SeededHash.Compute(registrable, 0), query.UnixTimeMs) is not { } swarm)
        {
            return;
        }

        Report(query, Reason.ThreatModel, "", $"asks for names that do not exist and look made by a program, such as {swarm.Examples[^1]}", swarm.Score,
        [
            new Evidence("swarm", Number($"{swarm.Names} failed names together come to {swarm.Score:F1}; it is told from {swarm.Threshold:F1} on"), Weight: swarm.Score),
            .. swarm.Examples.Select(example => new Evidence("name", example)),
        ]);
    }

    private void Existing(DetectionEngine engine, in QueryEvent query, ReadOnlySpan<byte> name, int at, int day)
    {
        ReadOnlySpan<byte> registrable = name[at..];
        bool isGuarded = engine.IsGuarded(registrable, day);
        bool isFirst = engine.Seen.Add(registrable, day);
        if (isFirst)
        {
            metrics.NewDomain();
        }

        if (isGuarded)
        {
            return;
        }

        LookAlike likeness = engine.LookAlikes.Judge(name);
        if (likeness.IsAny)
        {
            engine.Marked.Add(registrable);
            string text = DomainNameText.ToText(name);
            Report(query, Reason.LookAlike, text, $"{text} imitates {likeness.Imitated}", 1, [LookAlikeEvidence(likeness)]);
        }

        float score = engine.Measure(name, at, _features);
        foreach ((string rule, RuleExpression when) in engine.Rules)
        {
            if (when.Matches(new RuleInput(_features, registrable, engine.Suffixes.SuffixAt(registrable, withPrivate: true))))
            {
                engine.Marked.Add(registrable);
                string text = DomainNameText.ToText(registrable);
                Report(query, Reason.ThreatModel, text, $"{text} meets the rule '{rule}'", Math.Max(score, 0), [new Evidence("rule", when.Text)]);
            }
        }
    }

    public static Evidence LookAlikeEvidence(LookAlike likeness) => new("look-alike", likeness.Kind switch
    {
        LookAlikeKind.Homoglyph => $"letters that look like those of {likeness.Imitated}",
        LookAlikeKind.DigitSwap => $"digits in place of letters of {likeness.Imitated}",
        LookAlikeKind.OneEdit => $"one letter away from {likeness.Imitated}",
        LookAlikeKind.Combo => $"the name of {likeness.Imitated} joined with a word that lures",
        LookAlikeKind.OtherTopLevel => $"the name of {likeness.Imitated} under another top-level domain",
        _ => $"the name of {likeness.Imitated} in front of somebody else's domain",
    });

    // What the engine blocked before it was asked upstream is a finding too.
    private void ReportBlocked(in QueryEvent query, ReadOnlySpan<byte> name)
    {
        if (query.Reason is not (Reason.ThreatModel or Reason.Tunnel or Reason.LookAlike) || query.ListId != 0)
        {
            return;
        }

        // Of names that a program makes there are hundreds: they belong to the device that asks for them.
        (string client, bool hasNames) = Kept(query);
        string about = query.Reason is Reason.ThreatModel || !hasNames ? "" : DomainNameText.ToText(query.Reason is Reason.Tunnel ? name[Math.Max(0, loader.Engine!.RegistrableAt(name))..] : name);
        findings.Blocked(query.Reason.Id(), client, about, query.Reason.Sentence());
    }

    private void Report(in QueryEvent query, Reason reason, string name, string text, double score, IReadOnlyList<Evidence> evidence)
    {
        (string client, bool hasNames) = Kept(query);
        metrics.Found(reason);
        Finding? told = findings.Report(
            reason.Id(), client, hasNames ? name : "", hasNames ? text : reason.Sentence(), score, hasNames ? evidence : [.. evidence.Where(line => line.Weight is not null)], isBlocked: false);
        if (told is not null)
        {
            LogFound(told.Kind, told.Id);
        }
    }

    private (string Client, bool HasNames) Kept(in QueryEvent query)
    {
        PrivacyLevel kept = (PrivacyLevel)Math.Max((int)privacy, (int)query.Privacy);
        return (kept is PrivacyLevel.Full ? query.Client.ToString() : "", kept is PrivacyLevel.Full or PrivacyLevel.NoClients);
    }

    [LoggerMessage(2410, LogLevel.Warning, "A detector found something of the kind '{Kind}'; it is number {Id} on the page of threats.")]
    private partial void LogFound(string kind, long id);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
