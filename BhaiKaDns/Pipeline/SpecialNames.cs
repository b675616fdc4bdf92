using System.Buffers.Binary;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Names with a meaning of their own, which are answered here and never asked upstream: localhost, invalid and test (RFC 6761), local
/// (RFC 6762), onion (RFC 7686), alt (RFC 9476), home.arpa (RFC 8375), resolver.arpa (RFC 9462) and private reverse zones
/// (<see cref="PrivateReverseZones"/>). An ordinary name costs one comparison of its last octets.
/// </summary>
internal static class SpecialNames
{
    // The last four octets before the root label, as a number.
    private const uint EndOfLocalhost = 0x686F7374;
    private const uint EndOfInvalid = 0x616C6964;
    private const uint EndOfTest = 0x74657374;
    private const uint EndOfOnion = 0x6E696F6E;
    private const uint EndOfAlt = 0x03616C74;
    private const uint EndOfLocal = 0x6F63616C;
    private const uint EndOfArpa = 0x61727061;
    private const int LastOctets = 5;

    private static ReadOnlySpan<byte> Localhost => "\u0009localhost\0"u8;

    private static ReadOnlySpan<byte> Invalid => "\u0007invalid\0"u8;

    private static ReadOnlySpan<byte> Test => "\u0004test\0"u8;

    private static ReadOnlySpan<byte> Onion => "\u0005onion\0"u8;

    private static ReadOnlySpan<byte> Alt => "\u0003alt\0"u8;

    private static ReadOnlySpan<byte> Local => "\u0005local\0"u8;

    private static ReadOnlySpan<byte> HomeArpa => "\u0004home\u0004arpa\0"u8;

    private static ReadOnlySpan<byte> ResolverArpa => "\u0008resolver\u0004arpa\0"u8;

    private static ReadOnlySpan<byte> DesignatedResolver => "\u0004_dns\u0008resolver\u0004arpa\0"u8;

    /// <summary>What the name is and what to answer; allocates nothing.</summary>
    /// <param name="name">Lower-case wire form.</param>
    public static SpecialName Classify(ReadOnlySpan<byte> name, RecordType type)
    {
        if (name.Length < LastOctets)
        {
            return default;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(name[^LastOctets..]) switch
        {
            EndOfLocalhost => IsIn(name, Localhost) ? new SpecialName(LoopbackKind(type), Localhost.Length, false) : default,
            EndOfInvalid => Denied(name, Invalid, mayYield: false),
            EndOfTest => Denied(name, Test, mayYield: true),
            EndOfOnion => Denied(name, Onion, mayYield: false),
            EndOfAlt => Denied(name, Alt, mayYield: false),
            EndOfLocal => Denied(name, Local, mayYield: true),
            EndOfArpa => ClassifyArpa(name, type),
            _ => default,
        };
    }

    private static SpecialName ClassifyArpa(ReadOnlySpan<byte> name, RecordType type)
    {
        if (IsIn(name, HomeArpa))
        {
            // Whether home.arpa is signed is told by arpa: RFC 8375, section 4, wants that question answered from there.
            bool isApex = name.Length == HomeArpa.Length;
            return isApex && type == RecordType.Ds
                ? default
                : new SpecialName(isApex ? SpecialNameKind.NoData : SpecialNameKind.NameError, HomeArpa.Length, true);
        }

        if (IsIn(name, ResolverArpa))
        {
            bool exists = name.Length == ResolverArpa.Length || name.SequenceEqual(DesignatedResolver);
            return new SpecialName(exists ? SpecialNameKind.NoData : SpecialNameKind.NameError, ResolverArpa.Length, false);
        }

        return PrivateReverseZones.Classify(name, type);
    }

    private static SpecialNameKind LoopbackKind(RecordType type) => type switch
    {
        RecordType.A => SpecialNameKind.LoopbackIPv4,
        RecordType.Aaaa => SpecialNameKind.LoopbackIPv6,
        _ => SpecialNameKind.NoData,
    };

    private static SpecialName Denied(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone, bool mayYield) =>
        IsIn(name, zone) ? new SpecialName(SpecialNameKind.NameError, zone.Length, mayYield) : default;

    private static bool IsIn(ReadOnlySpan<byte> name, ReadOnlySpan<byte> zone) => DomainName.IsAtOrBelow(name, zone);
}

/// <summary>What a special name is answered with.</summary>
/// <param name="ZoneLength">Octets at the end of the name that are the special zone's name: the owner of a negative answer's SOA.</param>
/// <param name="MayYield">A home may have this zone itself: records and conditional upstreams of the home come first.</param>
internal readonly record struct SpecialName(SpecialNameKind Kind, int ZoneLength, bool MayYield)
{
    public bool IsSpecial => Kind != SpecialNameKind.None;
}

/// <summary>The answers there are to special names.</summary>
internal enum SpecialNameKind : byte
{
    /// <summary>An ordinary name.</summary>
    None = 0,

    /// <summary>A record with 127.0.0.1.</summary>
    LoopbackIPv4,

    /// <summary>AAAA record with ::1.</summary>
    LoopbackIPv6,

    /// <summary>PTR record with <c>localhost</c>.</summary>
    LoopbackPointer,

    /// <summary>The name exists without records of the type asked for.</summary>
    NoData,

    /// <summary>NXDOMAIN.</summary>
    NameError,
}
