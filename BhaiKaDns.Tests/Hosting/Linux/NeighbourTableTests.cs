using System.Net;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Linux;

internal sealed class NeighbourTableTests
{
    private const ulong Mac = 0x02FC00000005;

    [TestCase("192.0.2.1")]
    [TestCase("fd00::1")]
    public void Parse_ReachableNeighbour_IsTaken(string address)
    {
        List<Neighbour> found = [];

        bool goesOn = NeighbourTable.Parse(Message(28, state: 0x02, IPAddress.Parse(address)), found);

        (ulong high, ulong low) = NetworkPrefix.ToBits(IPAddress.Parse(address));
        Assert.That((goesOn, found.Single()), Is.EqualTo((true, new Neighbour(high, low, Mac))));
    }

    [TestCase(0x01)]
    [TestCase(0x20)]
    [TestCase(0x40)]
    public void Parse_NobodyAnswered_IsPassedOver(int state)
    {
        List<Neighbour> found = [];

        NeighbourTable.Parse(Message(28, (ushort)state, IPAddress.Parse("192.0.2.1")), found);

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Parse_Done_EndsTheDump()
    {
        Assert.That(NeighbourTable.Parse(Message(3, 0, IPAddress.Loopback), []), Is.False);
    }

    [Test]
    public void Parse_AnyTruncation_ReadsNothingBehindItsEnd()
    {
        byte[] message = Message(28, 0x02, IPAddress.Parse("fd00::1"));

        for (int length = 0; length < message.Length; length++)
        {
            List<Neighbour> found = [];
            NeighbourTable.Parse(message.AsSpan(0, length), found);
            Assert.That(found, Is.Empty);
        }
    }

    [Test]
    public void ParseArp_File_GivesCompleteLines()
    {
        List<Neighbour> found = [];

        NeighbourTable.ParseArp(
            [
                "IP address       HW type     Flags       HW address            Mask     Device",
                "192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0",
                "192.0.2.9        0x1         0x0         00:00:00:00:00:00     *        eth0",
            ],
            found);

        Assert.That(found.Single().Mac, Is.EqualTo(Mac));
    }

    [Test]
    [Platform("Linux")]
    public void Read_ThisMachine_DoesNotFail()
    {
        Assert.That(NeighbourTable.Read(), Has.All.Matches<Neighbour>(neighbour => neighbour.Mac != 0));
    }

    private static byte[] Message(ushort type, ushort state, IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        byte[] mac = [2, 0xFC, 0, 0, 0, 5, 0, 0];
        byte[] message = new byte[16 + 12 + 4 + octets.Length + 4 + mac.Length];
        BitConverter.TryWriteBytes(message, message.Length);
        BitConverter.TryWriteBytes(message.AsSpan(4), type);
        BitConverter.TryWriteBytes(message.AsSpan(24), state);
        int at = 28;
        BitConverter.TryWriteBytes(message.AsSpan(at), (ushort)(4 + octets.Length));
        BitConverter.TryWriteBytes(message.AsSpan(at + 2), (ushort)1);
        octets.CopyTo(message, at + 4);
        at += 4 + octets.Length;
        BitConverter.TryWriteBytes(message.AsSpan(at), (ushort)10);
        BitConverter.TryWriteBytes(message.AsSpan(at + 2), (ushort)2);
        mac.CopyTo(message, at + 4);
        return message;
    }
}
