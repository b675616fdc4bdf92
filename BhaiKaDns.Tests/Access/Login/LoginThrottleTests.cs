using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Access.Login;

internal sealed class LoginThrottleTests
{
    private const string Home = "192.168.1.5";

    private readonly FakeTimeProvider _time = new();
    private LoginThrottle _throttle = null!;

    [SetUp]
    public void Make() => _throttle = new LoginThrottle(_time);

    [Test]
    public void TryBegin_ThreeWrongForAnAccount_LaterOnesWaitTwiceAsLongEachTimeUpToAMinute()
    {
        List<double> waits = [];
        for (int attempt = 0; attempt < 11; attempt++)
        {
            // From another address each time, so that only the account counts.
            Assert.That(_throttle.TryBegin("asha", $"192.168.1.{attempt}", out _), Is.True);
            if (_throttle.TryBegin("ASHA", "192.168.2.1", out TimeSpan wait))
            {
                _throttle.Undecided("ASHA", "192.168.2.1");
            }

            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60 }));
    }

    [Test]
    public void TryBegin_EightWrongFromAnAddress_LaterOnesWaitUpToAQuarterOfAnHour()
    {
        List<double> waits = [];
        for (int attempt = 0; attempt < 20; attempt++)
        {
            Assert.That(_throttle.TryBegin($"user{attempt}", Home, out _), Is.True);
            if (_throttle.TryBegin("somebody else", Home, out TimeSpan wait))
            {
                _throttle.Undecided("somebody else", Home);
            }

            waits.Add(wait.TotalSeconds);
            _time.Advance(wait);
        }

        Assert.That(waits, Is.EqualTo(new double[] { 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900 }));
    }

    [Test]
    public void TryBegin_ManyAtOnce_CountFromTheirBeginning()
    {
        int begun = Enumerable.Range(0, 20).Count(_ => _throttle.TryBegin("asha", Home, out TimeSpan _));

        Assert.That(begun, Is.EqualTo(3));
    }

    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    [TestCase("192.168.1.1", "192.168.1.2", true)]
    public void TryBegin_AnotherAddress_IsTheSameClientOnlyWithinItsNetwork(string tried, string next, bool expected)
    {
        for (int attempt = 0; attempt < 8; attempt++)
        {
            _throttle.TryBegin($"user{attempt}", tried, out _);
        }

        Assert.That(_throttle.TryBegin("other", next, out _), Is.EqualTo(expected));
    }

    [Test]
    public void Succeeded_AfterWrongOnes_ForgetsThoseOfTheAccountAlone()
    {
        for (int attempt = 0; attempt < 7; attempt++)
        {
            _throttle.TryBegin($"user{attempt}", Home, out _);
        }

        _throttle.TryBegin("asha", Home, out _);
        _throttle.Succeeded("asha", Home);

        Assert.That((_throttle.TryBegin("asha", Home, out _), _throttle.TryBegin("asha", Home, out _)), Is.EqualTo((true, false)));
    }

    [Test]
    public void TryBegin_AnHourWithoutOne_StartsAnew()
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            _throttle.TryBegin("asha", Home, out _);
        }

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(Enumerable.Range(0, 3).All(_ => _throttle.TryBegin("asha", Home, out TimeSpan _)), Is.True);
    }
}
