using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>
/// Everything that is decided about names, at one moment. Immutable; any thread may ask without lock. A change makes a new one with
/// the next generation (<see cref="PolicyStore"/>).
/// </summary>
/// <param name="Generation">Stamped on what was judged; a verdict of another generation is judged again.</param>
/// <param name="Classes">By number; a number that no device has any more may be missing.</param>
/// <param name="Clients">Which device belongs to which class.</param>
internal sealed record PolicySnapshot(uint Generation, PolicyClass?[] Classes, ClientTable Clients)
{
    /// <summary>Decides about one question.</summary>
    /// <param name="name">Lower-case wire form.</param>
    /// <param name="policyClass">From <see cref="ClassOf"/>.</param>
    [SkipLocalsInit]
    public Verdict Judge(ReadOnlySpan<byte> name, RecordType type, ushort policyClass)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name, hashes)];
        return ClassAt(policyClass).Judge(new RuleQuestion(name, hashes, type));
    }

    /// <inheritdoc cref="PolicyClass.Prepare"/>
    public PreparedAnswer? Prepare(ReadOnlySpan<byte> name, RecordType type, ushort policyClass, Verdict verdict)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name, hashes)];
        return ClassAt(policyClass).Prepare(new RuleQuestion(name, hashes, type), verdict);
    }

    /// <summary>The policy class of a client: devices with the same effective policy share one.</summary>
    public ushort ClassOf(ClientAddress client) => Clients.ClassOf(client);

    /// <summary>What holds for a class. One that has gone since the question was asked is judged like unknown devices.</summary>
    public PolicyClass ClassAt(ushort policyClass) =>
        policyClass < Classes.Length && Classes[policyClass] is { } found ? found : Classes[Clients.UnknownClass] ?? PolicyClass.Default;
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
