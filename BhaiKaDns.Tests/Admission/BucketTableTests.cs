using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Admission;

internal sealed class BucketTableTests
{
    private const int Rate = 10;

    [Test]
    public void Find_NewAddress_StartsUnknownAndEmpty()
    {
        BucketTable table = new(16);

        ref Bucket bucket = ref table.Find(Client(1), 0, nowMs: 500);

        Assert.That((bucket.Standing, bucket.Tokens, bucket.LastMs), Is.EqualTo((Standing.Unknown, 0f, 500L)));
    }

    [Test]
    public void Find_SameAddressAgain_IsTheSameBucket()
    {
        BucketTable table = new(16);
        table.Find(Client(1), 0, 0).Tokens = 7;

        Assert.That(table.Find(Client(1), 0, 0).Tokens, Is.EqualTo(7));
    }

    [Test]
    public void Find_OtherSalt_IsAnotherBucket()
    {
        BucketTable table = new(16);
        table.Find(Client(1), 0, 0).Tokens = 7;

        Assert.That(table.Find(Client(1), 1, 0).Tokens, Is.Zero);
    }

    [Test]
    public void Find_SetIsFull_GivesUpTheOneUsedLongestAgo()
    {
        BucketTable table = new(1);
        for (uint client = 1; client <= 4; client++)
        {
            table.Find(Client(client), 0, client).Standing = Standing.Limited;
        }

        _ = table.Find(Client(5), 0, 5);

        Standing[] left = [.. Enumerable.Range(2, 3).Select(client => table.Find(Client((uint)client), 0, 6).Standing)];
        Assert.That(left, Is.All.EqualTo(Standing.Limited));
    }

    [Test]
    public void Clear_AllBuckets_AreForgotten()
    {
        BucketTable table = new(16);
        table.Find(Client(1), 0, 0).Tokens = 7;

        table.Clear();

        Assert.That(table.Find(Client(1), 0, 0).Tokens, Is.Zero);
    }

    [Test]
    public void TryTake_AnyArrivals_NeverGivesMoreThanBurstAndRate()
    {
        Gen.Int[0, 400].Array[1, 200].Sample(gaps =>
        {
            Bucket bucket = new() { Tokens = Rate };
            int taken = 0;
            long now = 0;
            foreach (int gap in gaps)
            {
                now += gap;
                taken += bucket.TryTake(Rate, Rate, now) ? 1 : 0;
            }

            return taken <= Rate + (now * Rate / 1000) + 1;
        });
    }

    [Test]
    public void TryTake_SteadilyAtTheRate_IsAlwaysGiven()
    {
        Bucket bucket = new() { Tokens = 1 };

        bool[] given = [.. Enumerable.Range(1, 100).Select(index => bucket.TryTake(Rate, Rate, index * 1000 / Rate))];

        Assert.That(given, Is.All.True);
    }

    [Test]
    public void Find_AnyAddress_AllocatesNothing()
    {
        BucketTable table = new(64);
        uint client = 0;

        Assert.That(Allocations.Of(() => table.Find(Client(client++), 1, client).Standing = Standing.Limited), Is.Zero);
    }

    private static ClientAddress Client(uint number) => ClientAddress.FromIPv4(0x0A000000 | number);
}
