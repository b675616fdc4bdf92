using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Which queries get an error whatever the question is about.</summary>
internal static class RequestCheck
{
    private const ushort FirstMetaType = 128;
    private const ushort LastMetaType = 254;

    /// <summary>The error for a query that parsed, or <see cref="ResponseCode.NoError"/> if there is none.</summary>
    public static (ResponseCode Code, Reason Reason) Judge(in QueryMessage query)
    {
        if (query.Opcode is not Opcode.Query)
        {
            return (ResponseCode.NotImplemented, Reason.NotImplemented);
        }

        if (query.HasEdns && query.EdnsVersion > 0)
        {
            return (ResponseCode.BadVersion, Reason.EdnsVersion);
        }

        if (query.Class is not RecordClass.Internet)
        {
            return (ResponseCode.Refused, Reason.ChaosClass);
        }

        return query.Type switch
        {
            // ANY is answered, minimally (RFC 8482); transfers are for secondaries, which we have none of.
            RecordType.Any => (ResponseCode.NoError, Reason.None),
            RecordType.Axfr or RecordType.Ixfr => (ResponseCode.Refused, Reason.ZoneTransfer),
            RecordType.None or RecordType.Opt => (ResponseCode.FormatError, Reason.Malformed),
            >= (RecordType)FirstMetaType and <= (RecordType)LastMetaType => (ResponseCode.NotImplemented, Reason.NotImplemented),
            _ => (ResponseCode.NoError, Reason.None),
        };
    }

    /// <summary>
    /// Whether a query that could not be read is answered at all. Not where there is no whole header to echo, and not where it is
    /// itself a response.
    /// </summary>
    public static bool IsAnswered(ParseError error, int length) => error is not ParseError.NotAQuery && length >= MessageHeader.Length;
}
