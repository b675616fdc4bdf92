using BhaiKaDns.Collections;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// Compiled rules as the devices of one policy class see them: some lists are not theirs. Immutable, asked without lock and without
/// allocation.
/// </summary>
internal sealed class RuleView
{
    private readonly NameSet _names;
    private readonly TagOutcome[] _outcomes;
    private readonly bool _isExactOnly = true;
    private readonly bool _hasAllow;

    public RuleView(NameSet names, TagOutcome[] outcomes)
    {
        _names = names;
        _outcomes = outcomes;
        foreach (TagOutcome outcome in outcomes)
        {
            _isExactOnly &= outcome is { AllowAbove: 0, BlockAbove: 0 };
            _hasAllow |= outcome is not { AllowAbove: 0, AllowAt: 0 };
        }
    }

    public static RuleView Empty { get; } = new(NameSet.Empty, [default]);

    /// <summary>Says nothing of any name.</summary>
    public bool IsEmpty => ReferenceEquals(this, Empty);

    /// <summary>
    /// The name nearest to the asked one decides, but any allowing rule beats every blocking one, however near.
    /// </summary>
    public RuleMatch Find(in RuleQuestion question)
    {
        ReadOnlySpan<ulong> hashes = question.Hashes;
        int whole = hashes.Length - 1;
        int nearest = Math.Min(whole, _names.MaxLabels - 1);
        int farthest = Math.Max(_isExactOnly ? whole : 0, _names.MinLabels - 1);

        // The lines of one name lie anywhere in memory: fetched together they cost the time of one.
        for (int index = nearest; index >= farthest; index--)
        {
            _names.Prefetch(hashes[index]);
        }

        ushort blocking = 0;
        for (int index = nearest; index >= farthest; index--)
        {
            int tag = _names.Find(hashes[index]);
            if (tag == 0)
            {
                continue;
            }

            ref readonly TagOutcome outcome = ref _outcomes[tag];
            ushort allow = index == whole ? outcome.AllowAt : outcome.AllowAbove;
            if (allow != 0)
            {
                return new RuleMatch(allow, IsAllow: true);
            }

            if (blocking == 0)
            {
                blocking = index == whole ? outcome.BlockAt : outcome.BlockAbove;
                if (blocking != 0 && !_hasAllow)
                {
                    break;
                }
            }
        }

        return new RuleMatch(blocking, IsAllow: false);
    }

    /// <summary>What the rewriting rules that hold for a question make of it; null if there is none. Allocates.</summary>
    public PreparedAnswer? Prepare(in RuleQuestion question)
    {
        _ = question;
        _ = _names;
        return null;
    }
}
