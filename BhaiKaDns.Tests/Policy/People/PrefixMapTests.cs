using System.Net;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class PrefixMapTests
{
    // Few distinct bits, so that networks nest and touch often.
    private static readonly Gen<NetworkPrefix> Network = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 128], (high, low, bits) => Cut((ulong)high << 60, (ulong)low << 60 | (uint)low, bits));

    [TestCase("192.168.1.20", 1)]
    [TestCase("192.168.1.21", 2)]
    [TestCase("192.168.2.1", 3)]
    [TestCase("192.169.0.1", PrefixMap.Missing)]
    [TestCase("192.167.255.255", PrefixMap.Missing)]
    [TestCase("fd00::20", 4)]
    [TestCase("fd00::21", PrefixMap.Missing)]
    public void Find_NestedNetworks_LongestWins(string address, int expected)
    {
        PrefixMap map = new([Entry("192.168.0.0/16", 3), Entry("192.168.1.0/24", 2), Entry("192.168.1.20", 1), Entry("fd00::20", 4)]);

        int found = map.Find(ClientAddress.From(IPAddress.Parse(address)));

        Assert.That(found, Is.EqualTo(expected));
    }

    [TestCase("255.255.255.255", 1)]
    [TestCase("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 2)]
    [TestCase("::", 2)]
    public void Find_WholeSpace_HasNoEdge(string address, int expected)
    {
        PrefixMap map = new([Entry("0.0.0.0/0", 1), Entry("::/0", 2)]);

        int found = map.Find(ClientAddress.From(IPAddress.Parse(address)));

        Assert.That(found, Is.EqualTo(expected));
    }

    [Test]
    public void Find_AnyNetworks_IsTheLongestThatContains()
    {
        Gen.Select(Network.Array[0, 20], Network).Sample((networks, asked) =>
        {
            NetworkPrefix[] distinct = [.. networks.Distinct()];
            PrefixMap map = new([.. distinct.Select((network, index) => KeyValuePair.Create(network, index))]);

            int found = map.Find(new ClientAddress(asked.High, asked.Low));

            int expected = distinct.Select((network, index) => (network, index)).Where(pair => pair.network.Contains(asked.High, asked.Low))
                .OrderByDescending(pair => pair.network.Bits).Select(pair => pair.index).FirstOrDefault(PrefixMap.Missing);
            return found == expected;
        });
    }

    [Test]
    public void ClassOf_AnyAddress_AllocatesNothing()
    {
        ClientTable table = new([KeyValuePair.Create(Parse("192.168.0.0/16"), new ClientPlace(3, "all"))], new Dictionary<string, ClientPlace> { ["phone"] = new(4, "phone") });
        ClientAddress client = ClientAddress.From(IPAddress.Parse("192.168.3.4"));
        byte[] clientId = "Phone"u8.ToArray();

        long allocated = Allocations.Of(() => _ = table.ClassOf(client) + table.ClassOfClientId(clientId));

        Assert.That((allocated, table.ClassOf(client), table.ClassOfClientId(clientId), table.ClassOfClientId("tv"u8)), Is.EqualTo((0L, (ushort)3, (ushort?)4, (ushort?)null)));
    }

    internal static NetworkPrefix Parse(string text) => NetworkPrefix.TryParse(text, out NetworkPrefix prefix) ? prefix : throw new FormatException(text);

    private static KeyValuePair<NetworkPrefix, int> Entry(string text, int value) => KeyValuePair.Create(Parse(text), value);

    private static NetworkPrefix Cut(ulong high, ulong low, int bits)
    {
        ClientAddress cut = new ClientAddress(high, low).Prefix(bits);
        return new NetworkPrefix(cut.High, cut.Low, bits);
    }
}
