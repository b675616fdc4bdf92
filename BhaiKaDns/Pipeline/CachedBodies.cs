using BhaiKaDns.Caching;

namespace BhaiKaDns.Pipeline;

/// <summary>Makes a stored body fit for sending.</summary>
internal static class CachedBodies
{
    /// <summary>Counts TTLs down by the age of the answer; a stale answer gets the short one of RFC 8767.</summary>
    public static void Freshen(Span<byte> body, in CacheHit hit)
    {
        int records = hit.Answer.AnswerCount + hit.Answer.AuthorityCount;
        if (hit.IsStale)
        {
            BodyTtls.Set(body, records, ResponseComposer.StaleTtl);
        }
        else if (hit.AgeSeconds > 0)
        {
            BodyTtls.Age(body, records, hit.AgeSeconds);
        }
    }
}
