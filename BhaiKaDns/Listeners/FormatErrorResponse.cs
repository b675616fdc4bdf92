using BhaiKaDns.Dns;

namespace BhaiKaDns.Listeners;

/// <summary>The answer to a query longer than any that is read: FORMERR from its header alone.</summary>
internal static class FormatErrorResponse
{
    public const int Length = MessageHeader.Length;

    /// <summary>
    /// Writes the response. False when the header is not whole, or when the message is itself a response: answering those would let
    /// two servers talk to each other for ever.
    /// </summary>
    /// <param name="start">The first octets of the query.</param>
    public static bool TryWrite(ReadOnlySpan<byte> start, Span<byte> response)
    {
        if (start.Length < MessageHeader.Length || MessageHeader.IsResponse(start))
        {
            return false;
        }

        HeaderFlags kept = MessageHeader.Flags(start) & (HeaderFlags.RecursionDesired | HeaderFlags.CheckingDisabled);
        MessageHeader.Write(
            response,
            MessageHeader.Id(start),
            HeaderFlags.Response | HeaderFlags.RecursionAvailable | kept,
            MessageHeader.Opcode(start),
            ResponseCode.FormatError,
            questions: 0,
            answers: 0,
            authorities: 0,
            additionals: 0);
        return true;
    }
}
