using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Puts a cached body behind the question it belongs to, so that pointers in it can be followed. Allocates nothing but once a thread.</summary>
internal static class StoredMessages
{
    [ThreadStatic]
    private static byte[]? _message;

    /// <param name="response">Where the body stands already, if there was room for it.</param>
    /// <returns>False if the entry was replaced meanwhile.</returns>
    public static bool TryRead(
        AnswerCache cache, QueryContext query, Span<byte> response, in CacheKey key, uint nowSeconds, in CacheHit hit, out ReadOnlySpan<byte> message)
    {
        int start = query.Query.QuestionEnd;
        if (hit.BodyLength > ResponseComposer.BodyOf(query, response).Length)
        {
            // More than the client takes: it will be told to come over TCP, but must be judged as a whole.
            response = _message ??= new byte[ushort.MaxValue];
            if (start + hit.BodyLength > response.Length
                || !cache.TryRead(key, nowSeconds, response[start..], out CacheHit again) || again.BodyLength != hit.BodyLength)
            {
                message = default;
                return false;
            }
        }

        query.Message[MessageHeader.Length..start].CopyTo(response[MessageHeader.Length..]);
        message = response[..(start + hit.BodyLength)];
        return true;
    }
}
