using BhaiKaDns.Pipeline;

namespace BhaiKaDns.Listeners;

/// <summary><see cref="QueryPipeline.EndBatch"/> as listeners hold it: called after each batch, by the lane's thread.</summary>
internal delegate void BatchEnd(int lane, long receivedTimestamp);
