using BhaiKaDns.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.Api.Requests;

internal sealed class RequestBudgetTests
{
    private readonly FakeTimeProvider _time = new();
    private RequestBudget _budget = null!;

    [SetUp]
    public void Begin() => _budget = new RequestBudget(Options.Create(new ApiOptions { RequestsPerSecond = 2, Burst = 3 }), _time);

    [Test]
    public void TryTake_MoreThanTheBurst_MustWait()
    {
        bool[] taken = [.. Enumerable.Range(0, 4).Select(_ => _budget.TryTake("a", out TimeSpan _))];

        Assert.That((taken, Wait("a")), Is.EqualTo((new[] { true, true, true, false }, TimeSpan.FromSeconds(0.5))));
    }

    [Test]
    public void TryTake_AfterAWhile_GoesOn()
    {
        _ = Enumerable.Range(0, 3).Count(_ => _budget.TryTake("a", out TimeSpan _));

        _time.Advance(TimeSpan.FromSeconds(0.5));

        Assert.That((_budget.TryTake("a", out _), _budget.TryTake("a", out _)), Is.EqualTo((true, false)));
    }

    [Test]
    public void TryTake_AnotherKey_HasABudgetOfItsOwn()
    {
        _ = Enumerable.Range(0, 4).Count(_ => _budget.TryTake("a", out TimeSpan _));

        Assert.That(_budget.TryTake("b", out _), Is.True);
    }

    private TimeSpan Wait(string key)
    {
        _ = _budget.TryTake(key, out TimeSpan wait);
        return wait;
    }
}
