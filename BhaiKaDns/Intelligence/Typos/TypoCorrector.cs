using System.Runtime.CompilerServices;
using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Intelligence.Typos;

/// <summary>
/// Says which popular name was probably meant by a registrable domain that does not exist. It rewrites nothing. Its tables are made
/// once (about 0.3 s and 10 MB for 100,000 names); judging allocates nothing.
/// </summary>
internal sealed class TypoCorrector(PopularNames names)
{
    private const float MaxCost = 2.3f;
    private const float MaxSuffixCost = 1.6f;
    private const int MaxFound = 256;
    private const int MaxSuffix = 64;

    private readonly DeleteIndex _index = new(names);
    private readonly LabelTrigrams _trigrams = new(names);
    private readonly SuffixUse _suffixes = new(names);

    public PopularNames Names => names;

    /// <summary>The suggestion for a name (registrable domain, lower-case wire form), or none if none is certain enough.</summary>
    public TypoSuggestion Suggest(ReadOnlySpan<byte> wireName, IKnownNames? home = null)
    {
        TypoSuggestion best = Best(wireName, home);
        return IsCertain(best) ? best : TypoSuggestion.None;
    }

    /// <summary>Whether a candidate is good enough to be told.</summary>
    public static bool IsCertain(in TypoSuggestion best)
        => best.IsAny && best.Score >= TypoWeights.Threshold && best.Margin >= TypoWeights.LeastMargin;

    /// <summary>The best candidate, however bad it is; none if no name is near, or the name itself is popular.</summary>
    [SkipLocalsInit]
    public TypoSuggestion Best(ReadOnlySpan<byte> wireName, IKnownNames? home = null)
    {
        int length = wireName[0];
        if (length is < 2 or > DomainName.MaxLabelLength || wireName.Length < length + 3 || names.RankOf(wireName) != 0)
        {
            return TypoSuggestion.None;
        }

        ReadOnlySpan<byte> label = wireName.Slice(1, length);
        ReadOnlySpan<byte> rest = wireName[(length + 1)..];
        TypoParts typed = new()
        {
            Length = Math.Min(length, 20),
            Shortness = 1f / length,
            Usual = _trigrams.Sum(label) / (length + 1),
            Digits = CountDigits(label),
        };
        Span<int> found = stackalloc int[MaxFound];
        int count = _index.Find(label, rest, found);
        typed = typed with { Crowd = MathF.Log(1 + count) };
        TypoSuggestion best = TypoSuggestion.None;
        float second = float.NegativeInfinity;
        ulong sound = PhoneticCode.Of(label);
        for (int at = 0; at < count; at++)
        {
            Consider(found[at], Compare(typed, label, rest, found[at], sound), home, ref best, ref second);
        }

        int meant = WithoutWww(label, rest);
        if (meant >= 0)
        {
            TypoParts parts = typed with { MissingDot = 1, LogRank = MathF.Log(meant + 11), MeantSuffixUse = _suffixes.LogOf(rest) };
            Consider(meant, parts, home, ref best, ref second);
        }

        return best with { Margin = best.Score - second };
    }

    private void Consider(int index, in TypoParts parts, IKnownNames? home, ref TypoSuggestion best, ref float second)
    {
        if (parts.LogRank == 0)
        {
            return;
        }

        TypoParts known = home is null ? parts : parts with { Familiarity = MathF.Log(1 + home.TimesAsked(names[index])) };
        float score = TypoWeights.Score(known);
        if (score > best.Score)
        {
            second = best.Score;
            best = new TypoSuggestion(index, score, 0, known);
        }
        else if (index != best.Index)
        {
            second = Math.Max(second, score);
        }
    }

    // Parts without a rank: too far.
    private TypoParts Compare(in TypoParts typed, ReadOnlySpan<byte> label, ReadOnlySpan<byte> rest, int index, ulong sound)
    {
        ReadOnlySpan<byte> name = names[index];
        ReadOnlySpan<byte> meant = name.Slice(1, name[0]);
        ReadOnlySpan<byte> meantRest = name[(name[0] + 1)..];
        bool isSameSuffix = rest.SequenceEqual(meantRest);
        if (!isSameSuffix && (Math.Abs(rest.Length - meantRest.Length) > 1 || !meant.SequenceEqual(label)))
        {
            return default;
        }

        float cost = isSameSuffix ? TypingDistance.Between(meant, label, MaxCost) : 0;
        float suffixCost = isSameSuffix ? 0 : DistanceOfSuffixes(meantRest, rest);
        if (float.IsInfinity(cost) || float.IsInfinity(suffixCost))
        {
            return default;
        }

        return typed with
        {
            LabelCost = cost,
            SuffixCost = suffixCost,
            LogRank = MathF.Log(index + 11),
            SoundsAlike = PhoneticCode.Of(meant) == sound ? 1 : 0,
            Gain = (_trigrams.Sum(meant) / (meant.Length + 1)) - typed.Usual,
            SuffixUse = isSameSuffix ? 0 : _suffixes.LogOf(rest),
            MeantSuffixUse = _suffixes.LogOf(meantRest),
            TwoSlips = cost > 1.15f ? 1 : 0,
            OtherStart = meant[0] == label[0] ? 0 : 1,
            Shorter = label.Length < meant.Length ? 1 : 0,
            Longer = label.Length > meant.Length ? 1 : 0,
        };
    }

    private int WithoutWww(ReadOnlySpan<byte> label, ReadOnlySpan<byte> rest)
    {
        if (label.Length < 5 || !label.StartsWith("www"u8))
        {
            return -1;
        }

        Span<byte> meant = stackalloc byte[DomainName.MaxLength];
        meant[0] = (byte)(label.Length - 3);
        label[3..].CopyTo(meant[1..]);
        rest.CopyTo(meant[(label.Length - 2)..]);
        return names.RankOf(meant[..(label.Length - 2 + rest.Length)]) - 1;
    }

    private static float DistanceOfSuffixes(ReadOnlySpan<byte> meant, ReadOnlySpan<byte> typed)
    {
        if (meant.Length > MaxSuffix || typed.Length > MaxSuffix || meant.Length < 3 || typed.Length < 3)
        {
            return TypingDistance.TooFar;
        }

        Span<byte> left = stackalloc byte[MaxSuffix];
        Span<byte> right = stackalloc byte[MaxSuffix];
        return TypingDistance.Between(Text(meant, left), Text(typed, right), MaxSuffixCost);
    }

    // Labels with dots between them.
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> rest, Span<byte> text)
    {
        rest.CopyTo(text);
        for (int at = 0; rest[at] != 0; at += rest[at] + 1)
        {
            text[at] = (byte)'.';
        }

        return text[1..(rest.Length - 1)];
    }

    private static int CountDigits(ReadOnlySpan<byte> label)
    {
        int count = 0;
        foreach (byte octet in label)
        {
            count += octet is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        return count;
    }
}
