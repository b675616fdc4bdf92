using System.Net;
using System.Net.Sockets;
using System.Text;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Matching;

/// <summary>An address or network; IPv4 in its mapped form.</summary>
/// <param name="Address">All bits behind the prefix are zero.</param>
/// <param name="Bits">Length of the prefix out of 128.</param>
internal readonly record struct NetworkPrefix(ClientAddress Address, byte Bits)
{
    private const int MappedBits = 96;
    private const int AddressBits = 128;

    /// <summary>Length of the prefix as people write it.</summary>
    public int OwnBits => Address.IsIPv4 && Bits >= MappedBits ? Bits - MappedBits : Bits;

    public static NetworkPrefix Of(ClientAddress address, int bits = AddressBits) => new(address.Prefix(bits), (byte)bits);

    public bool Contains(ClientAddress address) => address.Prefix(Bits) == Address;

    /// <summary>Whether <paramref name="other"/> lies within.</summary>
    public bool Contains(NetworkPrefix other) => other.Bits >= Bits && Contains(other.Address);

    /// <summary>Reads an address, or an address, a slash and a number.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out NetworkPrefix network)
    {
        network = default;
        int slash = text.IndexOf((byte)'/');
        ReadOnlySpan<byte> address = slash < 0 ? text : text[..slash];
        if (address.Length is < 2 or > 45 || !(address.Contains((byte)':') || address.Count((byte)'.') == 3))
        {
            return false;
        }

        if (!IPAddress.TryParse(Encoding.ASCII.GetString(address), out IPAddress? parsed) || address.Contains((byte)'%'))
        {
            return false;
        }

        int own = parsed.AddressFamily is AddressFamily.InterNetwork ? 32 : AddressBits;
        int bits = own;
        if (slash >= 0 && (slash + 4 < text.Length || !int.TryParse(text[(slash + 1)..], System.Globalization.NumberStyles.None, null, out bits) || bits > own))
        {
            return false;
        }

        network = Of(ClientAddress.From(parsed), bits + AddressBits - own);
        return true;
    }

    public override string ToString() => Bits == AddressBits ? Address.ToString() : $"{Address}/{OwnBits}";
}
