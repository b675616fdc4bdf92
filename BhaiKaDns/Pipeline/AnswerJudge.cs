using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using BhaiKaDns.Caching;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Judges what an upstream's answer leads to: the target of each alias and service binding, and each address, hints of service bindings
/// included. Allocates nothing.
/// </summary>
internal sealed class AnswerJudge(Resolver resolver)
{
    private const int PriorityLength = 2;
    private const int ParameterHeaderLength = 4;

    /// <summary>The verdict on the name, or a blocking one for what its answer leads to.</summary>
    /// <param name="onName">What was decided about the name asked for. What a person allowed by rule is not looked into.</param>
    /// <param name="message">Header, question and body of the answer; what stands in the header does not matter.</param>
    /// <param name="answers">Records of the answer section.</param>
    public Verdict Judge(PolicyClass policy, QueryContext query, Verdict onName, ReadOnlySpan<byte> message, int answers, out FoundTarget found)
    {
        found = default;
        bool isOpen = onName.Decision is Decision.Allowed || onName.Form is AnswerForm.TcpOnly;
        if (!isOpen || onName is { Decision: Decision.Allowed, Reason: Reason.UserRule })
        {
            return onName;
        }

        int start = query.Query.QuestionEnd;
        RecordReader records = new(message, start);
        for (int index = 0; index < answers && records.Read(out RecordView record) is ParseError.None; index++)
        {
            Verdict verdict = JudgeRecord(policy, query, onName, message, record, out int at, out int length);
            if (verdict.IsBlocked)
            {
                found = new FoundTarget((ushort)(at - start), (byte)length);
                return verdict;
            }
        }

        return onName;
    }

    /// <summary>The octets of what was found: an address, or a name in lower case and uncompressed.</summary>
    /// <param name="query">Whose question stands before the body.</param>
    /// <param name="buffer">At least <see cref="DomainName.MaxLength"/> octets.</param>
    public static ReadOnlySpan<byte> Read(QueryContext query, ReadOnlySpan<byte> message, FoundTarget found, Span<byte> buffer)
    {
        int at = query.Query.QuestionEnd + found.At;
        if (found.IsNone || at + found.Length > message.Length)
        {
            return default;
        }

        if (!found.IsName)
        {
            message.Slice(at, found.Length).CopyTo(buffer);
            return buffer[..found.Length];
        }

        return DomainNameReader.Read(message, ref at, buffer, out int length) is ParseError.None ? buffer[..length] : default;
    }

    // What an allow list lets through is not looked up again, but may still not lead into the home.
    private Verdict JudgeRecord(
        PolicyClass policy, QueryContext query, Verdict onName, ReadOnlySpan<byte> message, in RecordView record, out int at, out int length)
    {
        at = record.DataOffset;
        length = 0;
        bool isLookedUp = onName.Reason is not Reason.AllowList;
        switch (record.Type)
        {
            case RecordType.Cname:
                return isLookedUp ? JudgeName(policy, message, at, query.Query.Type) : default;
            case RecordType.A or RecordType.Aaaa:
                length = record.DataLength;
                return JudgeAddress(policy, query, isLookedUp, message.Slice(at, length));
            case RecordType.Svcb or RecordType.Https:
                return JudgeBinding(policy, query, isLookedUp, message, record, out at, out length);
            default:
                return default;
        }
    }

    private Verdict JudgeBinding(
        PolicyClass policy, QueryContext query, bool isLookedUp, ReadOnlySpan<byte> message, in RecordView record, out int at, out int length)
    {
        at = record.DataOffset + PriorityLength;
        length = 0;
        ReadOnlySpan<byte> data = message.Slice(record.DataOffset, record.DataLength);
        if (ServiceBindingData.Read(data, out ServiceBindingData binding) is not ParseError.None)
        {
            return default;
        }

        if (isLookedUp && binding.Target.Length > 1 && JudgeName(policy, message, at, query.Query.Type) is { IsBlocked: true } onTarget)
        {
            return onTarget;
        }

        int valueAt = record.End - binding.Parameters.Length + ParameterHeaderLength;
        ServiceParameterReader parameters = new(binding.Parameters);
        while (parameters.Read(out ServiceParameterKey key, out ReadOnlySpan<byte> value))
        {
            length = key switch
            {
                ServiceParameterKey.IPv4Hint => AddressData.IPv4Length,
                ServiceParameterKey.IPv6Hint => AddressData.IPv6Length,
                _ => 0,
            };
            for (int hint = 0; length > 0 && hint < value.Length; hint += length)
            {
                if (JudgeAddress(policy, query, isLookedUp, value.Slice(hint, length)) is { IsBlocked: true } onHint)
                {
                    at = valueAt + hint;
                    return onHint;
                }
            }

            valueAt += value.Length + ParameterHeaderLength;
        }

        return default;
    }

    [SkipLocalsInit]
    private static Verdict JudgeName(PolicyClass policy, ReadOnlySpan<byte> message, int at, RecordType type)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        if (DomainNameReader.Read(message, ref at, name, out int length) is not ParseError.None)
        {
            return default;
        }

        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        hashes = hashes[..SuffixHashes.Compute(name[..length], hashes)];
        return policy.JudgeTarget(new RuleQuestion(name[..length], hashes, type));
    }

    private Verdict JudgeAddress(PolicyClass policy, QueryContext query, bool isLookedUp, ReadOnlySpan<byte> octets)
    {
        ClientAddress address;
        switch (octets.Length)
        {
            case AddressData.IPv4Length:
                address = ClientAddress.FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(octets));
                break;
            case AddressData.IPv6Length:
                address = ClientAddress.FromIPv6(octets);
                break;
            default:
                return default;
        }

        if (isLookedUp && policy.JudgeAddress(address) is { IsBlocked: true } verdict)
        {
            return verdict;
        }

        RebindingGuard guard = policy.Answers.Rebinding;
        return guard.IsSuspect(address) && !guard.IsExcepted(query.Name) && !IsOfThisHome(query) ? new Verdict(Decision.Blocked, Reason.Rebinding) : default;
    }

    private bool IsOfThisHome(QueryContext query) =>
        resolver.IsConditional(query.Name) || SpecialNames.Classify(query.Name, query.Query.Type).IsSpecial;
}
