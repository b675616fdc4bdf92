using System.Diagnostics.CodeAnalysis;
using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;

namespace BhaiKaDns.QueryLog;

/// <summary>Makes a term of a field and the values that people wrote for it, or says what is wrong with them.</summary>
internal static class QueryTermFactory
{
    public static bool TryMake(
        QueryField field,
        bool isNegated,
        IReadOnlyList<string> values,
        QuerySearchNames names,
        [NotNullWhen(true)] out QueryTerm? term,
        [NotNullWhen(false)] out string? problem)
    {
        (term, problem) = field switch
        {
            QueryField.Word => OfNames(field, isNegated, values, Word, "A free word has letters, digits, points and hyphens only."),
            QueryField.Name => OfNames(field, isNegated, values, Name, "This is not a name: write name:example.com, name:*.example.com or name:ads*."),
            QueryField.Client => OfNetworks(isNegated, values),
            QueryField.Device => OfClients(field, isNegated, values, names.Device, "There is no device of this name."),
            QueryField.Group => OfClients(field, isNegated, values, names.Group, "There is no group of this name."),
            QueryField.Decision => OfNumbers(field, isNegated, values, Decision, "A decision is allowed, blocked, rewritten, local, refused or failed."),
            QueryField.Type => OfNumbers(field, isNegated, values, RecordTypeOf, "This is not a record type: write type:AAAA or type:TYPE65."),
            QueryField.Reason => OfNumbers(field, isNegated, values, ReasonOf, "There is no reason with this id; a row of the log shows its own, such as block-list."),
            QueryField.Rcode => OfNumbers(field, isNegated, values, Rcode, "This is not a response code: write rcode:nxdomain, rcode:servfail or rcode:rcode9."),
            QueryField.Source => OfNumbers(field, isNegated, values, Source, "A source is cache, upstream, local, blocked or stale."),
            QueryField.Protocol => OfNumbers(field, isNegated, values, Protocol, "A protocol is udp, tcp, tls, https or quic."),
            QueryField.List => OfNumbers(field, isNegated, values, text => names.List?.Invoke(text), "There is no list of this name."),
            QueryField.Upstream => OfNumbers(field, isNegated, values, text => names.Upstream?.Invoke(text), "There is no upstream of this address."),
            _ => OfTook(isNegated, values),
        };
        return term is not null;
    }

    private static (QueryTerm?, string?) OfNames(
        QueryField field, bool isNegated, IReadOnlyList<string> values, Func<string, NameFilter?> read, string problem)
    {
        NameFilter?[] filters = [.. values.Select(read)];
        return filters.Contains(null) ? (null, problem) : (new QueryTerm { Field = field, IsNegated = isNegated, Names = filters! }, null);
    }

    private static (QueryTerm?, string?) OfNumbers(
        QueryField field, bool isNegated, IReadOnlyList<string> values, Func<string, uint?> read, string problem)
    {
        uint?[] numbers = [.. values.Select(read)];
        return numbers.Contains(null)
            ? (null, problem)
            : (new QueryTerm { Field = field, IsNegated = isNegated, Numbers = [.. numbers.Select(number => number!.Value)] }, null);
    }

    private static (QueryTerm?, string?) OfClients(
        QueryField field, bool isNegated, IReadOnlyList<string> values, Func<string, Func<ClientAddress, bool>?>? find, string problem)
    {
        Func<ClientAddress, bool>?[] tests = [.. values.Select(value => find?.Invoke(value))];
        return tests.Contains(null)
            ? (null, problem)
            : (new QueryTerm { Field = field, IsNegated = isNegated, IsTheirs = client => Array.Exists(tests, test => test!(client)) }, null);
    }

    private static (QueryTerm?, string?) OfNetworks(bool isNegated, IReadOnlyList<string> values)
    {
        NetworkPrefix?[] networks = [.. values.Select(Network)];
        return networks.Contains(null)
            ? (null, "This is not an address or network: write client:192.168.1.5 or client:192.168.1.0/24; devices have device:.")
            : (new QueryTerm { Field = QueryField.Client, IsNegated = isNegated, Networks = [.. networks.Select(network => network!.Value)] }, null);
    }

    private static (QueryTerm?, string?) OfTook(bool isNegated, IReadOnlyList<string> values) =>
        values.Count == 1 && QueryDuration.TryParse(values[0], out uint least, out uint most)
            ? (new QueryTerm { Field = QueryField.Took, IsNegated = isNegated, Took = (least, most) }, null)
            : (null, "Write took:>100ms, took:<=2s or took:>500us.");

    private static NameFilter? Word(string text) => text.Contains(NameFilter.AnyOctets, StringComparison.Ordinal)
        ? Make($"{NameFilter.AnyOctets}{text}{NameFilter.AnyOctets}", NameMatch.Pattern)
        : Make(text, NameMatch.Contains);

    private static NameFilter? Name(string text)
    {
        bool isBelow = text.StartsWith("*.", StringComparison.Ordinal) && !text[2..].Contains(NameFilter.AnyOctets, StringComparison.Ordinal);
        return isBelow ? Make(text[2..], NameMatch.Below)
            : Make(text, text.Contains(NameFilter.AnyOctets, StringComparison.Ordinal) ? NameMatch.Pattern : NameMatch.Exact);
    }

    private static NameFilter? Make(string text, NameMatch match) => NameFilter.TryCreate(text, match, out NameFilter? filter) ? filter : null;

    private static NetworkPrefix? Network(string text) => NetworkPrefix.TryParse(text, out NetworkPrefix network) ? network : null;

    private static uint? Decision(string text) => VerdictNames.TryParseDecision(text.ToLowerInvariant(), out Decision decision) ? (uint)decision : null;

    private static uint? RecordTypeOf(string text) => RecordTypeText.TryParse(text, out RecordType type) ? (uint)type : null;

    private static uint? ReasonOf(string text) => VerdictNames.TryParseReason(text.ToLowerInvariant(), out Reason reason) ? (uint)reason : null;

    private static uint? Rcode(string text) => ResponseCodeText.TryParse(text, out ResponseCode code) ? (uint)code : null;

    private static uint? Source(string text) => VerdictNames.TryParseSource(text.ToLowerInvariant(), out AnswerSource source) ? (uint)source : null;

    private static uint? Protocol(string text) => VerdictNames.TryParseProtocol(text.ToLowerInvariant(), out TransportProtocol protocol) ? (uint)protocol : null;
}
