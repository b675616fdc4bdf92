using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy;

/// <summary>An answer that policy gives in place of an upstream's: a rewrite, local records, safe search. Immutable.</summary>
/// <param name="Records">All with the name that was asked for as owner.</param>
/// <param name="Target">
/// Lower-case wire form of a canonical name whose records complete the answer: asked upstream like any name. Its CNAME record is the
/// last of <paramref name="Records"/>. Null when the answer is complete.
/// </param>
internal sealed record PreparedAnswer(ResponseCode ResponseCode, IReadOnlyList<PreparedRecord> Records, byte[]? Target = null);

/// <param name="Data">RDATA, names uncompressed.</param>
internal readonly record struct PreparedRecord(RecordType Type, uint TtlSeconds, byte[] Data);
