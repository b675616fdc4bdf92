using System.Text;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using BhaiKaDns.Resolution;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Pipeline;

/// <summary>Answers about names that have a meaning of their own, and questions for any type, without asking upstream.</summary>
internal sealed class SpecialAnswers(Resolver resolver, IOptions<DnsOptions> options)
{
    private const int MaxTextLength = 255;

    private readonly bool _answersChaos = options.Value.AnswerChaosQueries;
    private readonly byte[] _version = Encoding.ASCII.GetBytes($"Bhai Ka DNS {ProductVersion.Current}");
    private readonly byte[] _host = Encoding.UTF8.GetBytes(Environment.MachineName);

    // RFC 8482, section 4.2: HINFO with CPU "RFC8482" and no OS.
    private static ReadOnlySpan<byte> MinimalAny => [7, (byte)'R', (byte)'F', (byte)'C', (byte)'8', (byte)'4', (byte)'8', (byte)'2', 0];

    /// <summary>Writes the whole response if the name or type is special and no conditional upstream serves the name.</summary>
    public bool TryAnswer(QueryContext query, Span<byte> response, Span<byte> body, out int length)
    {
        if (query.Query.Type is RecordType.Any)
        {
            int anyLength = LocalAnswers.Record(RecordType.Hinfo, MinimalAny, body, out CachedAnswer any);
            length = ResponseComposer.Complete(query, response, any, anyLength, Reason.AnyQuery);
            return true;
        }

        length = 0;
        _ = resolver;
        return false;
    }

    /// <summary>Tells version and host name in class CH, where that is switched on.</summary>
    public bool TryAnswerChaos(QueryContext query, Span<byte> response, out int length)
    {
        length = 0;
        if (!_answersChaos || query.Query.Class is not RecordClass.Chaos || query.Query.Type is not RecordType.Txt)
        {
            return false;
        }

        ReadOnlySpan<byte> text = ChaosNames.TextOf(query.Name, _version, _host);
        if (text.IsEmpty)
        {
            return false;
        }

        Span<byte> data = stackalloc byte[MaxTextLength + 1];
        data[0] = (byte)Math.Min(text.Length, MaxTextLength);
        text[..data[0]].CopyTo(data[1..]);
        int bodyLength = LocalAnswers.Record(RecordType.Txt, data[..(data[0] + 1)], ResponseComposer.BodyOf(query, response), out CachedAnswer answer);
        LocalAnswers.SetClass(ResponseComposer.BodyOf(query, response), RecordClass.Chaos);
        length = ResponseComposer.Complete(query, response, answer, bodyLength, Reason.None);
        return true;
    }
}
