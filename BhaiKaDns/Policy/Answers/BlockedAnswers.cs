using System.Net;
using System.Net.Sockets;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Answers;

/// <summary>
/// What blocked names are answered with in one class of devices, for each reason and type: all made beforehand, so that a query copies
/// octets only. Types without an address get an empty answer that clients may keep.
/// </summary>
internal sealed class BlockedAnswers
{
    private readonly Bodies[] _byReason;
    private readonly AnswerBody _nameError;
    private readonly AnswerBody _noData;

    /// <param name="home">What holds where the group says nothing.</param>
    public BlockedAnswers(DnsOptions home, GroupOptions group)
    {
        uint ttl = (uint)(group.BlockedTtl ?? home.BlockedTtl).TotalSeconds;
        TtlSeconds = ttl;
        IReadOnlyList<string> custom = group.CustomAddresses.Count > 0 ? group.CustomAddresses : home.CustomAddresses;
        _nameError = AnswerBody.Negative(ResponseCode.NameError, ttl);
        _noData = AnswerBody.Negative(ResponseCode.NoError, ttl);
        _byReason = new Bodies[Enum.GetValues<Reason>().Length];
        Array.Fill(_byReason, BodiesOf(group.BlockingMode ?? home.BlockingMode, custom, ttl));
        foreach (ReasonModeOptions other in group.ReasonModes)
        {
            if (VerdictNames.TryParseReason(other.Reason, out Reason reason))
            {
                _byReason[(int)reason] = BodiesOf(other.Mode, other.CustomAddresses.Count > 0 ? other.CustomAddresses : custom, ttl);
            }
        }
    }

    /// <summary>TTL of all of them.</summary>
    public uint TtlSeconds { get; }

    /// <summary>The answer for a blocked name; a form that a rule asks for comes before the group's mode.</summary>
    public AnswerBody For(Verdict verdict, RecordType type) => verdict.Form switch
    {
        AnswerForm.NameError => _nameError,
        AnswerForm.NoData => _noData,
        AnswerForm.Refused => AnswerBody.Refused,
        _ => _byReason[(int)verdict.Reason].For(type),
    };

    private Bodies BodiesOf(BlockingMode mode, IReadOnlyList<string> custom, uint ttl) => mode switch
    {
        BlockingMode.NxDomain => new Bodies(_nameError, _nameError, _nameError),
        BlockingMode.NoData => new Bodies(_noData, _noData, _noData),
        BlockingMode.Refused => new Bodies(AnswerBody.Refused, AnswerBody.Refused, AnswerBody.Refused),
        BlockingMode.Custom => AddressesOf([.. custom.Select(IPAddress.Parse)], ttl),
        _ => AddressesOf([IPAddress.Any, IPAddress.IPv6Any], ttl),
    };

    private Bodies AddressesOf(IPAddress[] addresses, uint ttl) => new(
        AnswerBody.Addresses(RecordType.A, OfFamily(addresses, AddressFamily.InterNetwork), ttl),
        AnswerBody.Addresses(RecordType.Aaaa, OfFamily(addresses, AddressFamily.InterNetworkV6), ttl),
        _noData);

    private static byte[][] OfFamily(IPAddress[] addresses, AddressFamily family) =>
        [.. addresses.Where(address => address.AddressFamily == family).Select(address => address.GetAddressBytes())];

    private readonly record struct Bodies(AnswerBody IPv4, AnswerBody IPv6, AnswerBody Other)
    {
        public AnswerBody For(RecordType type) => type switch
        {
            RecordType.A => IPv4,
            RecordType.Aaaa => IPv6,
            _ => Other,
        };
    }
}
