using BhaiKaDns.Pipeline;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Listeners;

/// <summary>
/// <see cref="QueryPipeline.TryHandle"/> as listeners hold it. A delegate, so that their tests can decide when a query is answered
/// without the whole house behind it; the call costs about a nanosecond.
/// </summary>
internal delegate HandlingResult QueryHandler(QueryContext query, Span<byte> response, out int length);
