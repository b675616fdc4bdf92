using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>
/// Everything that is decided about names, at one moment. Immutable; any thread may ask without lock. A change makes a new one with
/// the next generation (<see cref="PolicyStore"/>).
/// </summary>
/// <param name="Generation">Stamped on what was judged; a verdict of another generation is judged again.</param>
/// <param name="Rules">Written by the people of this home.</param>
/// <param name="Lists">All lists together.</param>
/// <param name="Mode">Whether anything is judged at all.</param>
internal sealed record PolicySnapshot(uint Generation, CompiledRules Rules, CompiledRules Lists, PolicyMode Mode)
{
    private static readonly Verdict Unavailable = new(Decision.Refused, Reason.FilteringUnavailable);

    /// <summary>
    /// Decides about one question. The rules of this home beat the lists; within each, what allows beats what blocks, and among equals
    /// the name nearest to the asked one is given as the cause.
    /// </summary>
    /// <param name="name">Lower-case wire form.</param>
    /// <param name="type">Lists speak of names of all types.</param>
    /// <param name="policyClass">From <see cref="ClassOf"/>.</param>
    [SkipLocalsInit]
    public Verdict Judge(ReadOnlySpan<byte> name, RecordType type, ushort policyClass)
    {
        _ = type;
        _ = policyClass;
        if (Mode is PolicyMode.Off)
        {
            return Verdict.Allowed;
        }

        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name, hashes)];
        RuleMatch rule = Rules.Find(hashes);
        if (rule.IsListed)
        {
            return new Verdict(rule.IsAllow ? Decision.Allowed : Decision.Blocked, Reason.UserRule, rule.ListId);
        }

        RuleMatch list = Lists.Find(hashes);
        if (list.IsListed)
        {
            return list.IsAllow
                ? new Verdict(Decision.Allowed, Reason.AllowList, list.ListId)
                : new Verdict(Decision.Blocked, Reason.BlockList, list.ListId);
        }

        return Mode is PolicyMode.Refuse ? Unavailable : Verdict.Allowed;
    }

    /// <summary>The policy class of a client: devices with the same effective policy share one. All share class 0 while there are no groups.</summary>
    public ushort ClassOf(ClientAddress client)
    {
        _ = client;
        return 0;
    }
}

/// <summary>What a snapshot does with names that nothing speaks of.</summary>
internal enum PolicyMode : byte
{
    /// <summary>They are allowed.</summary>
    Filter = 0,

    /// <summary>Everything is allowed, whatever rules and lists say.</summary>
    Off = 1,

    /// <summary>They are refused, because no list could be loaded and the settings ask for it.</summary>
    Refuse = 2,
}
