using System.Buffers.Binary;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>Makes IPv6 addresses for names that have none, for homes that reach IPv4 through a translator (DNS64, RFC 6147).</summary>
internal sealed class Dns64Resolution(SideQuestions questions)
{
    /// <summary>Longest TTL where the negative answer came without SOA (section 5.1.7).</summary>
    private const uint TtlWithoutSoa = 600;

    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>The answer itself, or one made of the name's IPv4 addresses where it has no IPv6 address that may be used.</summary>
    public async ValueTask<ResolvedAnswer> CompleteAsync(
        QueryContext query, ResolvedAnswer answer, IReadOnlyList<Dns64Prefix> prefixes, CancellationToken cancellationToken)
    {
        // Who validates by itself must get what was signed (section 5.5).
        bool validatesItself = query.Query is { DnssecOk: true, CheckingDisabled: true };
        if (prefixes.Count == 0 || query.Query.Type is not RecordType.Aaaa || validatesItself || !answer.IsAnswered)
        {
            return answer;
        }

        Addresses found = Look(answer.Message, out uint ttl);
        if (found is Addresses.Some)
        {
            return answer;
        }

        if (found is Addresses.SomeExcluded)
        {
            return Make(query, answer, [], uint.MaxValue);
        }

        ResolvedAnswer addresses = await questions.AskAsync(query, query.Name.ToArray(), RecordType.A, cancellationToken);
        ResolvedAnswer made = addresses.IsAnswered && MessageHeader.ResponseCode(addresses.Message) is ResponseCode.NoError
            ? Make(query, addresses, prefixes, ttl)
            : default;
        return made.Message is { Length: > 0 } && MessageHeader.AnswerCount(made.Message) > 0 ? made : answer;
    }

    // ::ffff:0:0/96 is excluded (section 5.1.4). An error other than "no such name" is like an empty answer (section 5.1.2).
    private static Addresses Look(byte[] message, out uint ttl)
    {
        ttl = TtlWithoutSoa;
        if (MessageReader.Read(message, out MessageSections sections) is not ParseError.None || sections.ResponseCode is ResponseCode.NameError)
        {
            return Addresses.Some;
        }

        int usable = 0;
        int excluded = 0;
        RecordReader records = new(message, sections.Answers);
        while (records.Offset < sections.Additionals && records.Read(out RecordView record) is ParseError.None)
        {
            if (record.Type is RecordType.Soa && SoaData.Read(message, record, out SoaData soa) is ParseError.None)
            {
                ttl = Math.Min(record.Ttl, soa.Minimum);
            }
            else if (AddressData.TryReadIPv6(message, record, out ReadOnlySpan<byte> address))
            {
                bool isExcluded = address.StartsWith(MappedPrefix);
                usable += isExcluded ? 0 : 1;
                excluded += isExcluded ? 1 : 0;
            }
        }

        return usable == 0 ? Addresses.None : excluded == 0 ? Addresses.Some : Addresses.SomeExcluded;
    }

    // Aliases stay; each IPv4 address becomes one behind each prefix; IPv6 addresses stay unless they are excluded. Signatures would
    // not hold any more.
    private static ResolvedAnswer Make(QueryContext query, ResolvedAnswer answer, IReadOnlyList<Dns64Prefix> prefixes, uint maxTtl)
    {
        MadeResponse response = new(query);
        byte[] message = answer.Message;
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        Span<byte> octets = stackalloc byte[ClientAddress.Length];
        bool hasAddress = false;
        _ = MessageReader.Read(message, out MessageSections sections);
        RecordReader records = new(message, sections.Answers);
        while (records.Offset < sections.Authorities && records.Read(out RecordView record) is ParseError.None)
        {
            if (record.Type is RecordType.Cname or RecordType.Dname)
            {
                response.Copy(message, record, isAuthority: false);
            }
            else if (AddressData.TryReadIPv6(message, record, out ReadOnlySpan<byte> kept) && !kept.StartsWith(MappedPrefix))
            {
                response.Copy(message, record, isAuthority: false);
                hasAddress = true;
            }
            else if (record is { Type: RecordType.A, DataLength: AddressData.IPv4Length })
            {
                int at = record.OwnerOffset;
                _ = DomainNameReader.Read(message, ref at, owner, out int length);
                uint address = BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(record.DataOffset));
                foreach (Dns64Prefix prefix in prefixes)
                {
                    if (!prefix.IsWellKnown || !PrivateAddresses.Contain(ClientAddress.FromIPv4(address)))
                    {
                        prefix.Embed(address).Write(octets);
                        response.AddAnswer(owner[..length], RecordType.Aaaa, Math.Min(record.Ttl, maxTtl), octets);
                        hasAddress = true;
                    }
                }
            }
        }

        return hasAddress ? response.Complete(answer.Upstream) : default;
    }

    private enum Addresses : byte
    {
        None = 0,
        Some = 1,

        /// <summary>Some may be used, and some not.</summary>
        SomeExcluded = 2,
    }
}
