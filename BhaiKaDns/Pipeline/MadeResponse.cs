using BhaiKaDns.Dns;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Answers;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// A response put together here as an upstream would have given it, so that it goes the way of all answers: made minimal, judged, kept.
/// Names are written in full; what does not fit makes the whole a failure.
/// </summary>
internal sealed class MadeResponse
{
    private readonly byte[] _message = new byte[ushort.MaxValue];
    private readonly byte[] _data = new byte[ushort.MaxValue];
    private int _length;
    private int _answers;
    private int _authorities;
    private bool _isFull;

    /// <param name="query">Whose question it answers.</param>
    public MadeResponse(QueryContext query)
    {
        MessageWriter writer = new(_message, MessageHeader.Length);
        _ = writer.TryWriteQuestion(query.Name, query.Query.Type, RecordClass.Internet);
        _length = writer.Length;
    }

    public ResponseCode ResponseCode { get; set; }

    public void AddAnswers(ReadOnlySpan<byte> owner, IReadOnlyList<PreparedRecord> records)
    {
        foreach (PreparedRecord record in records)
        {
            AddAnswer(owner, record.Type, record.TtlSeconds, record.Data);
        }
    }

    public void AddAnswer(ReadOnlySpan<byte> owner, RecordType type, uint ttlSeconds, ReadOnlySpan<byte> data)
    {
        MessageWriter writer = new(_message, _length);
        _isFull |= !writer.TryWriteRecord(owner, type, ttlSeconds, data);
        _answers += _isFull ? 0 : 1;
        _length = writer.Length;
    }

    /// <summary>Copies a record of another message with its names in full, into the section that is being written.</summary>
    public void Copy(ReadOnlySpan<byte> source, in RecordView record, bool isAuthority, uint? ttlSeconds = null)
    {
        Span<byte> owner = stackalloc byte[DomainName.MaxLength];
        int at = record.OwnerOffset;
        int dataLength = 0;
        MessageWriter writer = new(_message, _length);
        _isFull |= DomainNameReader.Read(source, ref at, owner, out int length) is not ParseError.None
            || !PlainRecordData.TryWrite(source, record, _data, out dataLength)
            || !writer.TryWriteRecord(owner[..length], record.Type, ttlSeconds ?? record.Ttl, _data.AsSpan(0, dataLength));
        _answers += _isFull || isAuthority ? 0 : 1;
        _authorities += _isFull || !isAuthority ? 0 : 1;
        _length = writer.Length;
    }

    /// <summary>Adds our own SOA, which lets clients keep a negative answer.</summary>
    public void AddSoa(ReadOnlySpan<byte> owner, uint ttlSeconds)
    {
        MessageWriter writer = new(_message, _length);
        _isFull |= !OwnSoa.TryWrite(ref writer, owner, ttlSeconds);
        _authorities += _isFull ? 0 : 1;
        _length = writer.Length;
    }

    /// <param name="upstream">1-based number of the upstream that gave most of it; 0 for none.</param>
    public ResolvedAnswer Complete(byte upstream)
    {
        if (_isFull)
        {
            return ResolvedAnswer.Failed(UpstreamError.Malformed);
        }

        MessageHeader.Write(
            _message, id: 0, HeaderFlags.Response | HeaderFlags.RecursionAvailable, Opcode.Query, ResponseCode, questions: 1, _answers, _authorities, additionals: 0);
        return new ResolvedAnswer(_message[.._length], upstream, UpstreamError.None);
    }
}
