using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class QueryJournalTests
{
    [TestCase("192.168.1.7", PrivacyLevel.NoDomains)]
    [TestCase("192.168.1.8", PrivacyLevel.Full)]
    public async Task Answered_GroupWithPrivacy_EventCarriesIt(string client, PrivacyLevel expected)
    {
        using PipelineHarness house = PrivateHouse();
        await house.Policies.LoadAsync(CancellationToken.None);

        _ = house.Ask(new ClientQuery("localhost"), client);

        Assert.That(house.TakeEvents().Single().Privacy, Is.EqualTo(expected));
    }

    [Test]
    public async Task Answered_RefusedBeforeJudging_WasKeptWithThePrivacyOfAnotherClient()
    {
        using PipelineHarness house = PrivateHouse();
        await house.Policies.LoadAsync(CancellationToken.None);

        _ = house.Ask(new ClientQuery("secret.example") with { Class = RecordClass.Chaos }, "192.168.1.7");

        Assert.That(house.TakeEvents().Single().Privacy, Is.EqualTo(PrivacyLevel.NoDomains));
    }

    private static PipelineHarness PrivateHouse() => new(
        ("Policy:Groups:0:Name", "private"),
        ("Policy:Groups:0:Privacy", "NoDomains"),
        ("Policy:Devices:0:Name", "phone"),
        ("Policy:Devices:0:Group", "private"),
        ("Policy:Devices:0:Addresses:0", "192.168.1.7"));
}
