using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Administration;

/// <summary>Upstreams as people see, test and change them; a change is one of the settings.</summary>
internal sealed partial class UpstreamAdministration(
    UpstreamDirectory directory, UpstreamTest test, SettingsAdministration settings, IOptions<ResolverOptions> options, MonotonicClock clock, ILogger<UpstreamAdministration> logger)
{
    private const string UpstreamsKey = $"{ResolverOptions.Section}:{nameof(ResolverOptions.Upstreams)}";
    private const string FallbackKey = $"{ResolverOptions.Section}:{nameof(ResolverOptions.Fallback)}";
    private const string TestedName = "example.com";

    // Each test is a datagram to an address of somebody's choice.
    private const int MaxTestsAtOnce = 4;

    private int _testing;

    /// <summary>The settings that are in force.</summary>
    public ResolverOptions Options => options.Value;

    /// <summary>All upstreams, in the order of their lists.</summary>
    public IReadOnlyList<UpstreamView> All()
    {
        long nowMs = clock.Milliseconds;
        long total = Math.Max(directory.All.Sum(upstream => upstream.Status().Queries), 1);
        return [.. directory.All.Select(upstream =>
        {
            UpstreamStatus status = upstream.Status();
            return new UpstreamView(IdOf(status.Address), RoleOf(status.Address), status, (double)status.Queries / total, upstream.History(nowMs));
        })];
    }

    public UpstreamView? Find(string id) => All().FirstOrDefault(upstream => upstream.Id == id);

    /// <summary>Names an upstream in addresses of the API.</summary>
    public static string IdOf(string address) => ObjectVersion.Of(address);

    /// <summary>Adds an upstream at the end of its list.</summary>
    public Task<Outcome> AddAsync(Actor actor, string address, bool isFallback, CancellationToken cancellationToken)
    {
        (List<string> main, List<string> fallback) = Lists();
        if (main.Concat(fallback).Contains(address.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            return Task.FromResult(Outcome.Refused(OutcomeKind.Invalid, "address", "is an upstream already."));
        }

        (isFallback ? fallback : main).Add(address.Trim());
        return SaveAsync(actor, main, fallback, IdOf(address.Trim()), cancellationToken);
    }

    /// <summary>Gives an upstream another address, list or place.</summary>
    /// <param name="position">From 0; null leaves it at its place, or puts it at the end of another list.</param>
    public Task<Outcome> ChangeAsync(Actor actor, string id, string address, bool isFallback, int? position, CancellationToken cancellationToken)
    {
        (List<string> main, List<string> fallback) = Lists();
        List<string>? source = new[] { main, fallback }.FirstOrDefault(list => list.Exists(text => IdOf(text) == id));
        if (source is null)
        {
            return Task.FromResult(NoUpstream());
        }

        int old = source.FindIndex(text => IdOf(text) == id);
        source.RemoveAt(old);
        List<string> target = isFallback ? fallback : main;
        target.Insert(Math.Clamp(position ?? (ReferenceEquals(source, target) ? old : target.Count), 0, target.Count), address.Trim());
        return SaveAsync(actor, main, fallback, IdOf(address.Trim()), cancellationToken);
    }

    public Task<Outcome> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        (List<string> main, List<string> fallback) = Lists();
        int removed = main.RemoveAll(text => IdOf(text) == id) + fallback.RemoveAll(text => IdOf(text) == id);
        return removed == 0 ? Task.FromResult(NoUpstream()) : SaveAsync(actor, main, fallback, null, cancellationToken);
    }

    /// <summary>Asks one server one real question.</summary>
    /// <param name="name">Null for a name that always is.</param>
    public async Task<(Outcome Outcome, UpstreamTestResult? Result)> TestAsync(Actor actor, string address, string? name, CancellationToken cancellationToken)
    {
        if (!actor.May(Permissions.Manage))
        {
            return (Outcome.Forbidden, null);
        }

        if (!UpstreamAddress.TryParse(address, out UpstreamAddress? parsed, out string problem))
        {
            return (Outcome.Refused(OutcomeKind.Invalid, "address", problem), null);
        }

        bool isTrusted = options.Value.TestPrivateAddresses || directory.All.Any(upstream => upstream.Address.Endpoint.Equals(parsed!.Endpoint));
        if (UpstreamGuard.Objection(parsed!.Endpoint.Address, isTrusted) is { } objection)
        {
            return (Outcome.Refused(OutcomeKind.Invalid, "address", objection), null);
        }

        byte[] wire = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(string.IsNullOrWhiteSpace(name) ? TestedName : name.Trim(), wire, out int length))
        {
            return (Outcome.Refused(OutcomeKind.Invalid, "name", "is not a domain name."), null);
        }

        if (Interlocked.Increment(ref _testing) > MaxTestsAtOnce)
        {
            _ = Interlocked.Decrement(ref _testing);
            return (Outcome.Refused(OutcomeKind.InUse, "", "several tests are running; wait for them."), null);
        }

        try
        {
            UpstreamTestResult result = await test.RunAsync(parsed, wire[..length], RecordType.A, cancellationToken);
            LogTested(result.IsAnswered);
            return (Outcome.Done, result);
        }
        finally
        {
            _ = Interlocked.Decrement(ref _testing);
        }
    }

    private static Outcome NoUpstream() => Outcome.Refused(OutcomeKind.NotFound, "", "there is no such upstream.");

    private async Task<Outcome> SaveAsync(Actor actor, List<string> main, List<string> fallback, string? id, CancellationToken cancellationToken)
    {
        Outcome outcome = await settings.SetAsync(
            actor,
            new Dictionary<string, JsonElement?>(StringComparer.OrdinalIgnoreCase) { [UpstreamsKey] = JsonSerializer.SerializeToElement(main), [FallbackKey] = JsonSerializer.SerializeToElement(fallback) },
            cancellationToken);
        return outcome.IsDone ? outcome with { Id = id } : outcome with { Problems = [.. outcome.Problems.Select(known => known with { Key = KeyOf(known) })] };
    }

    // What is wrong with the list is, to who gave one address, wrong with that.
    private static string KeyOf(ModelProblem problem) =>
        problem.Key.StartsWith(UpstreamsKey, StringComparison.Ordinal) || problem.Key.StartsWith(FallbackKey, StringComparison.Ordinal) ? "address" : problem.Key;

    private (List<string> Main, List<string> Fallback) Lists() => ([.. options.Value.Upstreams], [.. options.Value.Fallback]);

    private UpstreamRole RoleOf(string address) =>
        options.Value.Upstreams.Contains(address, StringComparer.OrdinalIgnoreCase) ? UpstreamRole.Main
        : options.Value.Fallback.Contains(address, StringComparer.OrdinalIgnoreCase) ? UpstreamRole.Fallback
        : options.Value.Conditional.Any(rule => rule.Upstreams.Contains(address, StringComparer.OrdinalIgnoreCase)) ? UpstreamRole.Conditional
        : UpstreamRole.OfGroup;

    [LoggerMessage(1804, LogLevel.Information, "An upstream was tested by hand; answered: {IsAnswered}.")]
    private partial void LogTested(bool isAnswered);
}

/// <summary>One upstream with all that is known of it.</summary>
/// <param name="Share">Of all questions that went upstream, 0 to 1.</param>
/// <param name="History">The last hour by minutes, oldest first.</param>
internal sealed record UpstreamView(string Id, UpstreamRole Role, UpstreamStatus Status, double Share, IReadOnlyList<LatencyMinute> History);

/// <summary>What an upstream is asked for.</summary>
internal enum UpstreamRole : byte
{
    Main = 0,
    Fallback = 1,

    /// <summary>Of domains of its own.</summary>
    Conditional = 2,

    /// <summary>Chosen by a group.</summary>
    OfGroup = 3,
}
