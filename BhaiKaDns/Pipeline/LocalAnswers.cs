using System.Buffers.Binary;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Writes the bodies of answers that need no upstream: blocked names, special ones, what policy prepared. Owners are pointers to the question.</summary>
internal static class LocalAnswers
{
    /// <summary>TTL in seconds of answers about special names: they never change.</summary>
    private const uint SpecialTtl = 3600;

    /// <summary>What a blocked name is answered with in a class of devices. Allocates nothing.</summary>
    /// <returns>Octets of the body; if more than there is room for, nothing was written.</returns>
    public static int Blocked(PolicyClass policy, Verdict verdict, RecordType type, Span<byte> body, out CachedAnswer answer)
    {
        AnswerBody made = policy.Answers.Blocked.For(verdict, type);
        _ = made.Octets.AsSpan().TryCopyTo(body);
        answer = new CachedAnswer { HasFixedTtl = true, ResponseCode = made.ResponseCode, AnswerCount = made.AnswerCount, AuthorityCount = made.AuthorityCount };
        return made.Octets.Length;
    }

    /// <summary>What policy prepared, as far as it needs no upstream; a negative answer where there are no records.</summary>
    /// <param name="negativeTtl">TTL of a negative answer in seconds.</param>
    public static int Prepared(PreparedAnswer prepared, uint negativeTtl, Span<byte> body, out CachedAnswer answer)
    {
        answer = new CachedAnswer { HasFixedTtl = true, ResponseCode = prepared.ResponseCode };
        MessageWriter writer = new(body, 0);
        foreach (PreparedRecord record in prepared.Records)
        {
            answer.AnswerCount += (ushort)(writer.TryWriteRecord(OwnSoa.Question, record.Type, record.TtlSeconds, record.Data) ? 1 : 0);
        }

        if (answer.AnswerCount == 0 && prepared.ResponseCode is ResponseCode.NoError or ResponseCode.NameError)
        {
            answer.AuthorityCount = (ushort)(OwnSoa.TryWrite(ref writer, zoneAt: 0, negativeTtl) ? 1 : 0);
        }

        return writer.Length;
    }

    /// <summary>An answer with one record.</summary>
    public static int Record(RecordType type, ReadOnlySpan<byte> data, Span<byte> body, out CachedAnswer answer)
    {
        answer = new CachedAnswer { HasFixedTtl = true };
        MessageWriter writer = new(body, 0);
        answer.AnswerCount = (ushort)(writer.TryWriteRecord(OwnSoa.Question, type, SpecialTtl, data) ? 1 : 0);
        return writer.Length;
    }

    /// <summary>Changes the class of the first record, whose owner is a pointer.</summary>
    public static void SetClass(Span<byte> body, RecordClass recordClass) => BinaryPrimitives.WriteUInt16BigEndian(body[4..], (ushort)recordClass);

    /// <summary>A negative answer with the SOA that lets clients keep it (RFC 2308).</summary>
    /// <param name="zoneAt">Octets of the name asked for before those that name the zone.</param>
    public static int Negative(ResponseCode code, int zoneAt, Span<byte> body, out CachedAnswer answer)
    {
        MessageWriter writer = new(body, 0);
        answer = new CachedAnswer { HasFixedTtl = true, ResponseCode = code, AuthorityCount = (ushort)(OwnSoa.TryWrite(ref writer, zoneAt, SpecialTtl) ? 1 : 0) };
        return writer.Length;
    }
}
