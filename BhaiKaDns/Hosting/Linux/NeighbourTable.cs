using System.Buffers.Binary;
using System.Net;
using System.Runtime.Versioning;

namespace BhaiKaDns.Hosting.Linux;

/// <summary>Reads the kernel's neighbour table over netlink (rtnetlink(7), RTM_GETNEIGH), for IPv4 and IPv6.</summary>
internal static class NeighbourTable
{
    private const int HeaderLength = 16;
    private const int NeighbourLength = 12;
    private const int RequestLength = HeaderLength + NeighbourLength;
    private const ushort MessageError = 2;
    private const ushort MessageDone = 3;
    private const ushort NewNeighbour = 28;
    private const ushort AttributeAddress = 1;
    private const ushort AttributeLinkAddress = 2;
    private const int MacLength = 6;

    // NUD_INCOMPLETE and NUD_FAILED say that nobody answered; NUD_NOARP that nobody was asked.
    private const ushort UselessStates = 0x01 | 0x20 | 0x40;

    /// <summary>The table as it is now; empty where it cannot be read.</summary>
    public static IReadOnlyList<Neighbour> Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        List<Neighbour> found = [];
        return NetlinkSocket.TryDump(NeighbourRequest(), octets => Parse(octets, found)) ? found : ReadArpFile();
    }

    /// <summary>Reads the messages of one datagram; false when the dump has ended.</summary>
    internal static bool Parse(ReadOnlySpan<byte> octets, List<Neighbour> found)
    {
        while (octets.Length >= HeaderLength)
        {
            int length = BitConverter.ToInt32(octets);
            ushort type = BitConverter.ToUInt16(octets[4..]);
            if (type is MessageDone or MessageError || length < HeaderLength || length > octets.Length)
            {
                return false;
            }

            if (type == NewNeighbour && length >= RequestLength)
            {
                AddNeighbour(octets[HeaderLength..length], found);
            }

            octets = octets[Math.Min(Align(length), octets.Length)..];
        }

        return true;
    }

    /// <summary>Reads <c>/proc/net/arp</c>: IPv4 alone.</summary>
    internal static void ParseArp(IEnumerable<string> lines, List<Neighbour> found)
    {
        foreach (string line in lines.Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 4 && fields[2] != "0x0" && IPAddress.TryParse(fields[0], out IPAddress? address)
                && ulong.TryParse(fields[3].Replace(":", "", StringComparison.Ordinal), System.Globalization.NumberStyles.AllowHexSpecifier, null, out ulong mac) && mac != 0)
            {
                (ulong high, ulong low) = NetworkPrefix.ToBits(address);
                found.Add(new Neighbour(high, low, mac));
            }
        }
    }

    [SupportedOSPlatform("linux")]
    private static List<Neighbour> ReadArpFile()
    {
        List<Neighbour> found = [];
        try
        {
            ParseArp(File.ReadLines("/proc/net/arp"), found);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        return found;
    }

    private static byte[] NeighbourRequest()
    {
        const ushort getNeighbour = 30;
        const ushort requestDump = 0x301;
        byte[] request = new byte[RequestLength];
        BitConverter.TryWriteBytes(request, RequestLength);
        BitConverter.TryWriteBytes(request.AsSpan(4), getNeighbour);
        BitConverter.TryWriteBytes(request.AsSpan(6), requestDump);
        return request;
    }

    private static void AddNeighbour(ReadOnlySpan<byte> message, List<Neighbour> found)
    {
        ushort state = BitConverter.ToUInt16(message[8..]);
        ReadOnlySpan<byte> address = default;
        ReadOnlySpan<byte> link = default;
        ReadOnlySpan<byte> attributes = message[NeighbourLength..];
        while (attributes.Length >= 4)
        {
            int length = BitConverter.ToUInt16(attributes);
            if (length < 4 || length > attributes.Length)
            {
                break;
            }

            switch (BitConverter.ToUInt16(attributes[2..]))
            {
                case AttributeAddress:
                    address = attributes[4..length];
                    break;
                case AttributeLinkAddress:
                    link = attributes[4..length];
                    break;
                default:
                    break;
            }

            attributes = attributes[Math.Min(Align(length), attributes.Length)..];
        }

        if ((state & UselessStates) == 0 && link.Length == MacLength && link.ContainsAnyExcept((byte)0) && address.Length is 4 or 16)
        {
            (ulong high, ulong low) = NetworkPrefix.ToBits(new IPAddress(address));
            ulong mac = ((ulong)BinaryPrimitives.ReadUInt16BigEndian(link) << 32) | BinaryPrimitives.ReadUInt32BigEndian(link[2..]);
            found.Add(new Neighbour(high, low, mac));
        }
    }

    private static int Align(int length) => (length + 3) & ~3;
}
