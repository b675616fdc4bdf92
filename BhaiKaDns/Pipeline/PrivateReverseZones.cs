using BhaiKaDns.Dns;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Reverse zones of addresses that mean something only at home (RFC 6303; 100.64.0.0/10: RFC 7793): empty zones, so that nobody
/// upstream learns which private addresses are in use.
/// </summary>
internal static class PrivateReverseZones
{
    private const int IPv4Labels = 4;
    private const int IPv6Labels = 32;

    // What stands where a label is no number.
    private const int NotANumber = -1;

    private static ReadOnlySpan<byte> InAddrArpa => "\u0007in-addr\u0004arpa\0"u8;

    private static ReadOnlySpan<byte> Ip6Arpa => "\u0003ip6\u0004arpa\0"u8;

    /// <param name="name">Lower-case wire form.</param>
    public static SpecialName Classify(ReadOnlySpan<byte> name, RecordType type)
    {
        bool isIPv4 = DomainName.IsAtOrBelow(name, InAddrArpa);
        if (!isIPv4 && !DomainName.IsAtOrBelow(name, Ip6Arpa))
        {
            return default;
        }

        Span<byte> starts = stackalloc byte[DomainName.MaxLabels];
        int labels = 0;
        int end = name.Length - (isIPv4 ? InAddrArpa.Length : Ip6Arpa.Length);
        for (int at = 0; at < end; at += name[at] + 1)
        {
            starts[labels++] = (byte)at;
        }

        // Numbers from the address's front: the labels nearest to the suffix.
        Span<int> numbers = stackalloc int[IPv6Labels];
        numbers.Fill(NotANumber);
        for (int index = 0; index < labels && index < (isIPv4 ? IPv4Labels : IPv6Labels); index++)
        {
            int start = starts[labels - 1 - index];
            ReadOnlySpan<byte> label = name.Slice(start + 1, name[start]);
            numbers[index] = isIPv4 ? Decimal(label) : Nibble(label);
        }

        int depth = isIPv4 ? IPv4ZoneDepth(numbers) : IPv6ZoneDepth(numbers);
        return depth == 0
            ? default
            : new SpecialName(isIPv4 ? IPv4Kind(numbers, labels, depth, type) : IPv6Kind(numbers, labels, depth, type), name.Length - starts[labels - depth], true);
    }

    private static int IPv4ZoneDepth(ReadOnlySpan<int> octets) => (octets[0], octets[1], octets[2], octets[3]) switch
    {
        (0 or 10 or 127, _, _, _) => 1,
        (169, 254, _, _) or (192, 168, _, _) or (172, >= 16 and <= 31, _, _) or (100, >= 64 and <= 127, _, _) => 2,
        (192, 0, 2, _) or (198, 51, 100, _) or (203, 0, 113, _) => 3,
        (255, 255, 255, 255) => 4,
        _ => 0,
    };

    private static int IPv6ZoneDepth(ReadOnlySpan<int> nibbles)
    {
        // fc00::/7, fe80::/10, 2001:db8::/32, and the two whole addresses :: and ::1.
        if (nibbles[0] == 0xF)
        {
            return nibbles[1] is 0xC or 0xD ? 2 : nibbles[1] == 0xE && nibbles[2] is >= 0x8 and <= 0xB ? 3 : 0;
        }

        if (nibbles.StartsWith([2, 0, 0, 1, 0, 0xD, 0xB, 8]))
        {
            return 8;
        }

        return nibbles[..^1].ContainsAnyExcept(0) || nibbles[^1] is not (0 or 1) ? 0 : IPv6Labels;
    }

    private static SpecialNameKind IPv4Kind(ReadOnlySpan<int> octets, int labels, int depth, RecordType type)
    {
        // 1.0.0.127.in-addr.arpa is there, so the names between it and the zone are not NXDOMAIN (RFC 8020).
        bool leadsToLoopback = octets[0] == 127 && labels <= IPv4Labels && !octets[1..Math.Min(labels, 3)].ContainsAnyExcept(0)
            && (labels < IPv4Labels || octets[3] == 1);
        if (leadsToLoopback && labels == IPv4Labels && type == RecordType.Ptr)
        {
            return SpecialNameKind.LoopbackPointer;
        }

        return leadsToLoopback || labels == depth ? SpecialNameKind.NoData : SpecialNameKind.NameError;
    }

    private static SpecialNameKind IPv6Kind(ReadOnlySpan<int> nibbles, int labels, int depth, RecordType type) =>
        labels != depth ? SpecialNameKind.NameError
        : depth == IPv6Labels && nibbles[^1] == 1 && type == RecordType.Ptr ? SpecialNameKind.LoopbackPointer
        : SpecialNameKind.NoData;

    private static int Decimal(ReadOnlySpan<byte> label)
    {
        int value = 0;
        foreach (byte octet in label)
        {
            if (!char.IsAsciiDigit((char)octet))
            {
                return NotANumber;
            }

            value = (value * 10) + octet - '0';
        }

        bool isPlain = label.Length is 1 or 2 or 3 && (label.Length == 1 || label[0] != '0') && value <= byte.MaxValue;
        return isPlain ? value : NotANumber;
    }

    private static int Nibble(ReadOnlySpan<byte> label) =>
        label.Length != 1 ? NotANumber
        : label[0] is >= (byte)'0' and <= (byte)'9' ? label[0] - '0'
        : label[0] is >= (byte)'a' and <= (byte)'f' ? label[0] - 'a' + 10
        : NotANumber;
}
