using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Answers;

/// <summary>A prefix behind which IPv4 addresses are reached over IPv6 (RFC 6052, section 2.2).</summary>
/// <param name="Bits">32, 40, 48, 56, 64 or 96.</param>
internal readonly record struct Dns64Prefix(ulong High, ulong Low, int Bits)
{
    // Bits 64 to 71 are always zero: the address goes around them.
    private const int GapStart = 64;
    private const int GapBits = 8;
    private const int AddressBits = 32;

    /// <summary>The well-known prefix, which must not stand before private addresses (section 3.1).</summary>
    public bool IsWellKnown => High == 0x0064_FF9B_0000_0000 && Low == 0 && Bits == 96;

    /// <summary>Reads <c>64:ff9b::/96</c>; false with a sentence if it is no such prefix.</summary>
    public static bool TryParse(string text, out Dns64Prefix prefix, out string problem)
    {
        prefix = default;
        problem = "";
        if (!text.Contains(':', StringComparison.Ordinal) || !text.Contains('/', StringComparison.Ordinal) || !NetworkPrefix.TryParse(text, out NetworkPrefix network))
        {
            problem = $"'{text}' is not an IPv6 prefix: write 64:ff9b::/96.";
            return false;
        }

        if (network.Bits is not (32 or 40 or 48 or 56 or 64 or 96))
        {
            problem = $"'{text}': the length must be 32, 40, 48, 56, 64 or 96 (RFC 6052, section 2.2).";
            return false;
        }

        if ((network.Low >> (GapStart - GapBits)) != 0)
        {
            problem = $"'{text}': bits 64 to 71 must be zero (RFC 6052, section 2.2).";
            return false;
        }

        prefix = new Dns64Prefix(network.High, network.Low, network.Bits);
        return true;
    }

    /// <summary>The IPv6 address by which an IPv4 address is reached.</summary>
    public ClientAddress Embed(uint address)
    {
        ClientAddress made = new(High, Low);
        for (int bit = 0; bit < AddressBits; bit++)
        {
            ulong value = (address >> (AddressBits - 1 - bit)) & 1;
            int at = PlaceOf(bit);
            made = at < 64 ? made with { High = made.High | (value << (63 - at)) } : made with { Low = made.Low | (value << (127 - at)) };
        }

        return made;
    }

    public bool Contains(ClientAddress address) => new NetworkPrefix(High, Low, Bits).Contains(address.High, address.Low);

    /// <summary>The IPv4 address inside one that <see cref="Contains"/> knows.</summary>
    public uint Extract(ClientAddress address)
    {
        uint found = 0;
        for (int bit = 0; bit < AddressBits; bit++)
        {
            int at = PlaceOf(bit);
            found = (found << 1) | (uint)((at < 64 ? address.High >> (63 - at) : address.Low >> (127 - at)) & 1);
        }

        return found;
    }

    private int PlaceOf(int bit)
    {
        int at = Bits + bit;
        return Bits <= GapStart && at >= GapStart ? at + GapBits : at;
    }
}
