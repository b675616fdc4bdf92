using System.Globalization;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Intelligence;

/// <summary>What the engine says about a name, for <c>why</c> and the look-up page. Contributions of a model add up to its score.</summary>
internal sealed class ThreatEvidence(EngineLoader loader, ThreatJudge judge, IOptions<IntelligenceOptions> options, TimeProvider time)
{
    private const int ShownFeatures = 8;
    private const int ShownNgrams = 4;

    /// <param name="name">Lower-case wire form.</param>
    /// <param name="client">Who asks, if that is known.</param>
    public ThreatOpinion Explain(ReadOnlySpan<byte> name, ClientAddress? client)
    {
        loader.Load();
        if (options.Value.Mode is DetectionMode.Off || loader.Engine is not { } engine)
        {
            return ThreatOpinion.Nothing;
        }

        int at = engine.RegistrableAt(name);
        if (at < 0)
        {
            return ThreatOpinion.Nothing;
        }

        List<Evidence> evidence = [];
        ReadOnlySpan<byte> registrable = name[at..];
        int rank = engine.Popular.RankOf(registrable);
        if (rank > 0)
        {
            evidence.Add(new Evidence("popular", string.Create(CultureInfo.InvariantCulture, $"one of the popular names, rank {rank}: rules, model and behaviour leave it alone")));
        }

        int day = (int)(time.GetUtcNow().ToUnixTimeSeconds() / 86_400);
        if (engine.Seen.TryFirstSeen(registrable, out int first))
        {
            evidence.Add(new Evidence("age", string.Create(CultureInfo.InvariantCulture, $"first asked for in this home {day - first} days ago"), Weight: day - first));
        }
        else if (engine.Seen.IsNew(registrable))
        {
            evidence.Add(new Evidence("age", "never asked for in this home"));
        }

        if (engine.LookAlikes.Judge(name) is { IsAny: true } likeness)
        {
            evidence.Add(ThreatWatch.LookAlikeEvidence(likeness));
        }

        string? category = engine.Category?.Likely(System.Text.Encoding.ASCII.GetBytes(DomainNameText.ToText(registrable)));
        if (category is not null)
        {
            evidence.Add(new Evidence("category", $"likely {category}, by the letters of the name"));
        }

        double? chance = engine.Threat is { } model ? AddModel(model, name, at, evidence) : null;
        Reason reason = judge.Foresee(client ?? default, name);
        return new ThreatOpinion(reason, chance, evidence);
    }

    private static double AddModel(ThreatModel model, ReadOnlySpan<byte> name, int at, List<Evidence> evidence)
    {
        DomainParts parts = DomainParts.OfWire(name, at);
        Span<float> features = stackalloc float[FeatureNames.Count];
        float score = model.Score(parts, features);
        Span<float> contributions = stackalloc float[FeatureNames.ModelCount];
        contributions.Clear();
        model.Contribute(features, contributions);
        evidence.Add(new Evidence("model", string.Create(CultureInfo.InvariantCulture, $"the name alone comes to {score:F2}; above 0 it looks made by a program"), Weight: Math.Round(score, 3)));
        evidence.Add(new Evidence("model-part", "what any name begins with", Weight: Math.Round(model.Base, 3)));
        float rest = 0;
        int[] order = Order(contributions);
        for (int place = 0; place < order.Length; place++)
        {
            int feature = order[place];
            if (place < ShownFeatures)
            {
                evidence.Add(new Evidence("model-part", string.Create(CultureInfo.InvariantCulture, $"{FeatureNames.All[feature]} is {features[feature]:0.###}"), Weight: Math.Round(contributions[feature], 3)));
            }
            else
            {
                rest += contributions[feature];
            }
        }

        evidence.Add(new Evidence("model-part", "all else together", Weight: Math.Round(rest, 3)));
        AddNgrams(model, parts.Label, evidence);
        return 1 / (1 + Math.Exp(-score));
    }

    private static void AddNgrams(ThreatModel model, ReadOnlySpan<byte> label, List<Evidence> evidence)
    {
        byte[] symbols = new byte[label.Length + 2];
        _ = Alphabet.Encode(label, symbols);
        List<(string Text, float Weight)> ngrams = [];
        model.Ngrams.Each(symbols, (from, length, weight) => ngrams.Add((string.Concat(symbols.AsSpan(from, length).ToArray().Select(Alphabet.TextOf)), weight)));
        foreach ((string text, float weight) in ngrams.OrderByDescending(ngram => Math.Abs(ngram.Weight)).Take(ShownNgrams))
        {
            evidence.Add(new Evidence("n-gram", $"the letters '{text}' speak {(weight > 0 ? "for" : "against")} a program", Note: string.Create(CultureInfo.InvariantCulture, $"part of ngrams: {weight:+0.00;-0.00}")));
        }
    }

    private static int[] Order(ReadOnlySpan<float> contributions)
    {
        float[] sizes = [.. contributions.ToArray().Select(MathF.Abs)];
        return [.. Enumerable.Range(0, sizes.Length).OrderByDescending(feature => sizes[feature])];
    }
}

/// <summary>What the engine would do with a name and what it knows of it.</summary>
/// <param name="Reason">Why it would be blocked; none if it would not.</param>
/// <param name="Chance">Of being made by a program, by the name alone, 0 to 1; null without a model.</param>
internal sealed record ThreatOpinion(Reason Reason, double? Chance, IReadOnlyList<Evidence> Evidence)
{
    public static ThreatOpinion Nothing { get; } = new(Reason.None, null, []);
}
