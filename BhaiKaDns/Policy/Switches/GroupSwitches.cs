using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Switches;

/// <summary>Names by which programs ask whether they may go round the DNS of the home. Immutable.</summary>
internal sealed class GroupSwitches
{
    public static readonly GroupSwitches Off = new(new GroupOptions { FirefoxCanary = false });

    private static readonly ulong FirefoxZone = SuffixHashes.OfWhole(Canary, out _);
    private static readonly ulong ICloudZone = SuffixHashes.OfWhole("\u0006icloud\u0003com\0"u8, out _);
    private static readonly ulong AppleDnsZone = SuffixHashes.OfWhole("\u0009apple-dns\u0003net\0"u8, out _);

    private readonly bool _firefox;
    private readonly bool _privateRelay;

    private GroupSwitches(GroupOptions group)
    {
        _firefox = group.FirefoxCanary;
        _privateRelay = group.BlockPrivateRelay;
        AnswersDesignatedResolvers = group.AnswerDesignatedResolvers;
    }

    /// <summary>Whether <c>_dns.resolver.arpa</c> (RFC 9462) is answered here; otherwise it goes upstream.</summary>
    public bool AnswersDesignatedResolvers { get; }

    /// <summary>Mozilla: any negative answer keeps Firefox from choosing DNS over HTTPS by itself.</summary>
    private static ReadOnlySpan<byte> Canary => "\u0013use-application-dns\u0003net\0"u8;

    // Apple, "Prepare your network or web server for iCloud Private Relay": the first two; the third is where they lead.
    private static ReadOnlySpan<byte> Mask => "\u0004mask\u0006icloud\u0003com\0"u8;

    private static ReadOnlySpan<byte> MaskH2 => "\u0007mask-h2\u0006icloud\u0003com\0"u8;

    private static ReadOnlySpan<byte> MaskTarget => "\u0004mask\u0009apple-dns\u0003net\0"u8;

    private static ReadOnlySpan<byte> DesignatedResolver => "\u0004_dns\u0008resolver\u0004arpa\0"u8;

    public static GroupSwitches Of(GroupOptions group) => new(group);

    /// <summary>Whether the name is the one by which clients look for a designated resolver.</summary>
    public static bool IsDesignatedResolver(ReadOnlySpan<byte> name) => name.SequenceEqual(DesignatedResolver);

    /// <summary>Why the name does not exist for this group; <see cref="Reason.None"/> if no switch speaks of it. Allocates nothing.</summary>
    public Reason Find(in RuleQuestion question)
    {
        ReadOnlySpan<ulong> hashes = question.Hashes;
        if (hashes.Length < 2)
        {
            return Reason.None;
        }

        if (_firefox && hashes[1] == FirefoxZone && question.Name.SequenceEqual(Canary))
        {
            return Reason.FirefoxCanary;
        }

        return _privateRelay && (hashes[1] == ICloudZone || hashes[1] == AppleDnsZone) && IsRelay(question.Name) ? Reason.PrivateRelay : Reason.None;
    }

    // Names below the third are asked by newer systems to find out the same.
    private static bool IsRelay(ReadOnlySpan<byte> name) => name.SequenceEqual(Mask) || name.SequenceEqual(MaskH2) || DomainName.IsAtOrBelow(name, MaskTarget);
}
