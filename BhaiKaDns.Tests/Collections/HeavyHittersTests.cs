using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Collections;

[TestFixture]
internal sealed class HeavyHittersTests
{
    private const int Capacity = 8;

    [Test]
    public void Add_AnyStream_CountsStayWithinTheirErrors() => Gen.Byte[0, 40].Array[0, 2000].Sample(stream =>
    {
        var sketch = new HeavyHitters(Capacity);
        foreach (byte key in stream)
        {
            sketch.Add(Hash(key), [key]);
        }

        Dictionary<byte, int> truth = stream.CountBy(key => key).ToDictionary();
        List<HeavyHitter> top = sketch.Top(Capacity);

        Assert.That(top.Select(hitter => hitter.Key[0]), Is.Unique);
        Assert.That(top.Sum(hitter => hitter.Count), Is.EqualTo(stream.Length));
        Assert.That(top, Has.All.Matches<HeavyHitter>(hitter =>
            hitter.Count >= truth[hitter.Key[0]] && hitter.Count - hitter.MaxError <= truth[hitter.Key[0]]));
        Assert.That(
            truth.Where(pair => pair.Value > stream.Length / Capacity).Select(pair => pair.Key),
            Is.SubsetOf(top.Select(hitter => hitter.Key[0])));
    });

    [Test]
    public void Add_ManyDifferentKeysWithEqualLowBits_StayFindable()
    {
        var sketch = new HeavyHitters(Capacity);

        for (uint key = 0; key < 10_000; key++)
        {
            sketch.Add((ulong)key << 32, [(byte)key]);
            sketch.Add(ulong.MaxValue, [255]);
        }

        Assert.That(sketch.Top(1)[0], Is.EqualTo(new HeavyHitter([255], 10_000, 0)).Using<HeavyHitter>((left, right) =>
            left.Key.SequenceEqual(right.Key) && left.Count == right.Count && left.MaxError <= 1));
    }

    [Test]
    public void Add_KnownAndNewKeys_AllocatesNothing()
    {
        var sketch = new HeavyHitters(1024);
        ulong key = 0;
        byte[] octets = new byte[20];

        long allocated = Allocations.Of(() => sketch.Add(Hash(key++ & 4095), octets));

        Assert.That(allocated, Is.Zero);
    }

    private static ulong Hash(ulong key) => SeededHash.Combine(1, key);
}
