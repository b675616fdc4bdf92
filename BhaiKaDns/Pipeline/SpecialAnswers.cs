using System.Text;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.Switches;
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

    private static ReadOnlySpan<byte> LoopbackIPv4 => [127, 0, 0, 1];

    private static ReadOnlySpan<byte> LoopbackIPv6 => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    private static ReadOnlySpan<byte> LocalhostName => "\u0009localhost\0"u8;

    // RFC 8482, section 4.2: HINFO with CPU "RFC8482" and no OS.
    private static ReadOnlySpan<byte> MinimalAny => [7, (byte)'R', (byte)'F', (byte)'C', (byte)'8', (byte)'4', (byte)'8', (byte)'2', 0];

    /// <summary>Writes the whole response if the name or type is special and no conditional upstream serves the name.</summary>
    /// <param name="switches">Of the group that asks: it may want designated resolvers to be looked for upstream.</param>
    public bool TryAnswer(QueryContext query, GroupSwitches switches, Span<byte> response, Span<byte> body, out int length)
    {
        if (query.Query.Type is RecordType.Any)
        {
            int anyLength = LocalAnswers.Record(RecordType.Hinfo, MinimalAny, body, out CachedAnswer any);
            length = ResponseComposer.Complete(query, response, any, anyLength, Reason.AnyQuery);
            return true;
        }

        length = 0;
        SpecialName special = SpecialNames.Classify(query.Name, query.Query.Type);
        if (special.Kind is SpecialNameKind.None
            || (special.MayYield && resolver.IsConditional(query.Name))
            || (!switches.AnswersDesignatedResolvers && GroupSwitches.IsDesignatedResolver(query.Name)))
        {
            return false;
        }

        int bodyLength = Write(special.Kind, query.Name.Length - special.ZoneLength, body, out CachedAnswer answer);
        length = ResponseComposer.Complete(query, response, answer, bodyLength, Reason.SpecialName);
        return true;
    }

    /// <summary>Whether the name is answered here, for people who ask why.</summary>
    public bool IsSpecial(ReadOnlySpan<byte> name, RecordType type, GroupSwitches switches)
    {
        SpecialName special = SpecialNames.Classify(name, type);
        return special.Kind is not SpecialNameKind.None
            && !(special.MayYield && resolver.IsConditional(name))
            && (switches.AnswersDesignatedResolvers || !GroupSwitches.IsDesignatedResolver(name));
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

    private static int Write(SpecialNameKind kind, int zoneAt, Span<byte> body, out CachedAnswer answer) => kind switch
    {
        SpecialNameKind.LoopbackIPv4 => LocalAnswers.Record(RecordType.A, LoopbackIPv4, body, out answer),
        SpecialNameKind.LoopbackIPv6 => LocalAnswers.Record(RecordType.Aaaa, LoopbackIPv6, body, out answer),
        SpecialNameKind.LoopbackPointer => LocalAnswers.Record(RecordType.Ptr, LocalhostName, body, out answer),
        SpecialNameKind.NoData => LocalAnswers.Negative(ResponseCode.NoError, zoneAt, body, out answer),
        _ => LocalAnswers.Negative(ResponseCode.NameError, zoneAt, body, out answer),
    };
}
