using System.Runtime.CompilerServices;
using BhaiKaDns.Caching;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Judges the name servers that an upstream's response names: NS records of its answer and authority sections, and the addresses that its
/// additional section gives for them. What is stored of a response has lost them. Allocates nothing.
/// </summary>
internal static class NameServerJudge
{
    /// <summary>Whether only the upstream can tell again what an answer that is stored must be judged by.</summary>
    public static bool NeedsResponse(PolicyClass policy, in CachedAnswer stored) => stored.HadNameServers && policy.HasNameServers;

    /// <summary>The verdict on the rest, or a blocking one for a name server.</summary>
    /// <param name="onRest">What was decided about the name and what it leads to; what was allowed by rule is not looked into.</param>
    /// <param name="found">Receives the name of the name server, lower-case wire form; at least <see cref="DomainName.MaxLength"/> octets.</param>
    /// <param name="length">Of that name; 0 if nothing was found.</param>
    public static Verdict Judge(PolicyClass policy, Verdict onRest, ReadOnlySpan<byte> response, Span<byte> found, out int length)
    {
        length = 0;
        bool isOpen = onRest is { Decision: Decision.Allowed, Reason: not (Reason.UserRule or Reason.AllowList) } || onRest.Form is AnswerForm.TcpOnly;
        if (!isOpen || !policy.HasNameServers || MessageReader.Read(response, out MessageSections sections) is not ParseError.None)
        {
            return onRest;
        }

        RecordReader records = new(response, sections.Answers);
        while (records.Offset < sections.Additionals && records.Read(out RecordView record) is ParseError.None)
        {
            if (TryReadName(response, record, found, out length) && JudgeName(policy, found[..length]) is { IsBlocked: true } onName)
            {
                return onName;
            }
        }

        while (records.Offset < sections.End && records.Read(out RecordView record) is ParseError.None)
        {
            if (JudgeAddress(policy, response, record) is { IsBlocked: true } onAddress && IsOfNameServer(response, sections, record, found, out length))
            {
                return onAddress;
            }
        }

        length = 0;
        return onRest;
    }

    private static bool TryReadName(ReadOnlySpan<byte> response, in RecordView record, Span<byte> name, out int length)
    {
        length = 0;
        return record is { Type: RecordType.Ns, Class: RecordClass.Internet } && NameData.Read(response, record, name, out length) is ParseError.None;
    }

    [SkipLocalsInit]
    private static Verdict JudgeName(PolicyClass policy, ReadOnlySpan<byte> name)
    {
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name, hashes)];
        return policy.JudgeNameServer(new RuleQuestion(name, hashes, RecordType.Ns));
    }

    private static Verdict JudgeAddress(PolicyClass policy, ReadOnlySpan<byte> response, in RecordView record) =>
        AddressData.TryReadIPv4(response, record, out uint address) ? policy.JudgeNameServerAddress(ClientAddress.FromIPv4(address))
        : AddressData.TryReadIPv6(response, record, out ReadOnlySpan<byte> octets) ? policy.JudgeNameServerAddress(ClientAddress.FromIPv6(octets))
        : Verdict.Allowed;

    // Addresses of other names, of mail exchanges say, stand there too.
    [SkipLocalsInit]
    private static bool IsOfNameServer(ReadOnlySpan<byte> response, in MessageSections sections, in RecordView address, Span<byte> found, out int length)
    {
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        int at = address.OwnerOffset;
        _ = DomainNameReader.Read(response, ref at, owner, out int ownerLength);
        RecordReader records = new(response, sections.Answers);
        while (records.Offset < sections.Additionals && records.Read(out RecordView record) is ParseError.None)
        {
            if (TryReadName(response, record, found, out length) && found[..length].SequenceEqual(owner[..ownerLength]))
            {
                return true;
            }
        }

        length = 0;
        return false;
    }
}
