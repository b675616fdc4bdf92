using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Caching;

/// <summary>One cached answer, for people who look into the cache.</summary>
/// <param name="Name">Presentation form with escapes.</param>
/// <param name="Type"><see cref="RecordType.None"/> where it is remembered that the name does not exist for any type.</param>
/// <param name="TtlLeftSeconds">0 once it is stale.</param>
/// <param name="Uses">0 to 3: how often of late, as far as eviction counts.</param>
internal sealed record ShownEntry(
    string Name,
    RecordType Type,
    ushort PolicyClass,
    bool DnssecOk,
    uint AgeSeconds,
    uint TtlLeftSeconds,
    bool IsStale,
    Verdict Verdict,
    ResponseCode ResponseCode,
    int AnswerCount,
    int Octets,
    byte Upstream,
    int Uses)
{
    public static ShownEntry Of(ReadOnlySpan<byte> name, in EntryHeader header, int uses, uint nowSeconds)
    {
        (ushort policyClass, RecordType type, bool dnssecOk, _) = CacheKey.Read(header.KeyBits);
        bool isStale = nowSeconds >= header.ExpiresAtSeconds;
        return new ShownEntry(
            DomainNameText.ToText(name),
            type,
            policyClass,
            dnssecOk,
            nowSeconds - header.StoredAtSeconds,
            isStale ? 0 : header.ExpiresAtSeconds - nowSeconds,
            isStale,
            header.Answer.Verdict,
            header.Answer.ResponseCode,
            header.Answer.AnswerCount,
            header.Length,
            header.Answer.Upstream,
            uses);
    }
}

/// <summary>Whether somebody wants to see a name; it is given in lower-case wire form.</summary>
internal delegate bool NameFilter(ReadOnlySpan<byte> lowerWireName);
