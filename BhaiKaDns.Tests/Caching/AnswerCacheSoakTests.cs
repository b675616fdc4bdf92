using System.Buffers.Binary;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Caching;

/// <summary>Readers without a lock against writers that reuse the memory under them: the riskiest part of the cache.</summary>
internal sealed class AnswerCacheSoakTests
{
    private const int Names = 6000;
    private const int Rounds = 400_000;

    [Test]
    public void TryRead_WhileWritersReuseItsMemory_NeverMixesAnswers()
    {
        using AnswerCache cache = CacheFixture.Cache(capacity: 1000, maxBytes: 300_000);
        QueryContext[] queries = [.. Enumerable.Range(0, Names).Select(index => CacheFixture.Query($"name{index}.soak.example"))];
        int mixed = 0;
        long hits = 0;
        bool isDone = false;

        Thread[] readers = [.. Enumerable.Range(0, 2).Select(seed => new Thread(() =>
        {
            Random random = new(seed);
            byte[] body = new byte[4096];
            while (!Volatile.Read(ref isDone))
            {
                int index = random.Next(Names);
                if (cache.TryRead(CacheKey.Of(queries[index]), 0, body, out CacheHit hit))
                {
                    Interlocked.Increment(ref hits);
                    if (!IsWhole(body.AsSpan(0, hit.BodyLength), index))
                    {
                        Interlocked.Increment(ref mixed);
                    }
                }
            }
        }))];
        Thread[] writers = [.. Enumerable.Range(0, 2).Select(seed => new Thread(() =>
        {
            Random random = new(100 + seed);
            byte[] body = new byte[4096];
            for (int round = 0; round < Rounds / 2; round++)
            {
                int index = random.Next(Names);
                int length = 8 + (random.Next(200) * 4);
                Fill(body.AsSpan(0, length), index, random.Next());
                cache.Store(CacheKey.Of(queries[index]), CacheFixture.Allowed(), body.AsSpan(0, length), 0, 60);
            }
        }))];
        foreach (Thread thread in readers.Concat(writers))
        {
            thread.Start();
        }

        foreach (Thread writer in writers)
        {
            writer.Join();
        }

        Volatile.Write(ref isDone, true);
        foreach (Thread reader in readers)
        {
            reader.Join();
        }

        Assert.That(mixed, Is.Zero);
        Assert.That(hits, Is.Positive);
        Assert.That(cache.Count, Is.InRange(1, 1000));
        Assert.That(CountFindable(cache, queries), Is.EqualTo(cache.Count), "Every entry that is counted can be found, and no other.");
    }

    private static int CountFindable(AnswerCache cache, QueryContext[] queries)
    {
        byte[] body = new byte[4096];
        return queries.Count(query => cache.TryRead(CacheKey.Of(query), 0, body, out _));
    }

    // First the name's number, then one random word again and again: a mixture of two answers cannot pass.
    private static void Fill(Span<byte> body, int index, int word)
    {
        BinaryPrimitives.WriteInt32LittleEndian(body, index);
        for (int at = 4; at < body.Length; at += 4)
        {
            BinaryPrimitives.WriteInt32LittleEndian(body[at..], word);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> body, int index)
    {
        int word = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
        for (int at = 4; at < body.Length; at += 4)
        {
            if (BinaryPrimitives.ReadInt32LittleEndian(body[at..]) != word)
            {
                return false;
            }
        }

        return BinaryPrimitives.ReadInt32LittleEndian(body) == index;
    }
}
