using BhaiKaDns.Dns;
using BhaiKaDns.Queries;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Caching;

/// <summary>Makes caches, and queries whose questions serve as keys.</summary>
internal static class CacheFixture
{
    public static AnswerCache Cache(int capacity = 1000, int maxBytes = 0, TimeSpan? serveStaleFor = null) =>
        new(Options.Create(new CacheOptions { Capacity = capacity, MaxBytes = maxBytes, ServeStaleFor = serveStaleFor ?? TimeSpan.Zero }));

    /// <summary>A parsed query for a name, type A unless said otherwise.</summary>
    public static QueryContext Query(string name, RecordType type = RecordType.A)
    {
        QueryContext query = new();
        Ask(query, name, type);
        return query;
    }

    public static void Ask(QueryContext query, string name, RecordType type = RecordType.A)
    {
        byte[] message = new byte[512];
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        Assert.That(DomainNameText.TryParse(name, wire, out int length), Is.True);
        MessageHeader.Write(message, 1, HeaderFlags.RecursionDesired, Opcode.Query, ResponseCode.NoError, 1, 0, 0, 0);
        MessageWriter writer = new(message, MessageHeader.Length);
        Assert.That(writer.TryWriteQuestion(wire[..length], type, RecordClass.Internet), Is.True);
        query.Receive(message, 0, writer.Length);
        Assert.That(query.Parse(), Is.EqualTo(ParseError.None));
    }

    public static CachedAnswer Allowed(uint generation = 1) =>
        new() { Generation = generation, Verdict = Verdict.Allowed, ResponseCode = ResponseCode.NoError, AnswerCount = 1 };
}
