using System.Buffers.Binary;
using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>
/// Finds that a name or one above it is known not to exist (RFC 8020). The stored body was written behind the ancestor's question; the
/// name asked for ends with the ancestor, so every pointer in it is off by the difference in length and by nothing else.
/// </summary>
internal static class MissingNames
{
    // Above two labels is the registry's own zone, which never is missing; the root's NXDOMAINs are for single labels.
    private const int MinLabels = 1;

    /// <summary>Reads the negative answer for the query's name or its nearest missing ancestor.</summary>
    public static bool TryRead(AnswerCache cache, QueryContext query, uint nowSeconds, Span<byte> body, out CacheHit hit)
    {
        ReadOnlySpan<byte> name = query.Name;
        int labels = DomainName.CountLabels(name);
        for (int cut = 0; labels >= MinLabels; labels--)
        {
            if (cache.TryRead(CacheKey.OfMissingName(query, name[cut..]), nowSeconds, body, out hit) && (!hit.IsStale || hit.IsRetryBarred))
            {
                if (cut > 0 && hit.BodyLength <= body.Length)
                {
                    ShiftPointers(body[..hit.BodyLength], hit.Answer.AnswerCount + hit.Answer.AuthorityCount, cut);
                }

                return true;
            }

            cut += name[cut] + 1;
        }

        hit = default;
        return false;
    }

    private static void ShiftPointers(Span<byte> body, int records, int shift)
    {
        int at = 0;
        for (int index = 0; index < records; index++)
        {
            at = ShiftName(body, at, shift);
            RecordType type = (RecordType)BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(body[(at + 8)..]);
            at += 10;
            if (type is RecordType.Soa)
            {
                ShiftName(body, ShiftName(body, at, shift), shift);
            }

            at += length;
        }
    }

    private static int ShiftName(Span<byte> body, int at, int shift)
    {
        while (body[at] is not 0 and < 0xC0)
        {
            at += body[at] + 1;
        }

        if (body[at] == 0)
        {
            return at + 1;
        }

        ushort pointer = BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
        BinaryPrimitives.WriteUInt16BigEndian(body[at..], (ushort)(pointer + shift));
        return at + 2;
    }
}
