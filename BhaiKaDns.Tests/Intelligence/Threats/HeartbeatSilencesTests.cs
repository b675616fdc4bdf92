using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Threats;

[TestFixture]
internal sealed class HeartbeatSilencesTests
{
    private static readonly ClientAddress One = ClientAddress.FromIPv4(1);
    private static readonly ClientAddress Other = ClientAddress.FromIPv4(2);

    [Test]
    public void Covers_NameForAll_IsTrueForItAndBelowOnEveryDevice()
    {
        HeartbeatSilences silences = new([(null, WireNames.Of("x.net"))]);

        bool[] covered = [silences.Covers(One, WireNames.Of("a.x.net")), silences.Covers(Other, WireNames.Of("x.net")), silences.Covers(One, WireNames.Of("y.net"))];

        Assert.That(covered, Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void Covers_NameOfADevice_IsFalseForOthers()
    {
        HeartbeatSilences silences = new([(One, WireNames.Of("x.net"))]);

        bool[] covered = [silences.Covers(One, WireNames.Of("x.net")), silences.Covers(Other, WireNames.Of("x.net")), silences.Covers(One, WireNames.Of("y.net"))];

        Assert.That(covered, Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public void Covers_NothingNamed_SilencesNothing()
    {
        HeartbeatSilences silences = new([(null, null)]);

        Assert.That(silences.Covers(One, WireNames.Of("x.net")), Is.False);
    }
}
