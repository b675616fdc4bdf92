using System.Diagnostics;
using System.IO.Pipelines;

namespace BhaiKaDns.Listeners.Tcp;

/// <summary>How pipes are used here: as buffers of pooled segments whose bounds the connection keeps itself, so no write ever waits.</summary>
internal static class PipeSettings
{
    public static readonly PipeOptions Unbounded = new(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.Inline,
        pauseWriterThreshold: 0,
        resumeWriterThreshold: 0,
        minimumSegmentSize: 4096,
        useSynchronizationContext: false);

    /// <summary>Lets the reader see what was written.</summary>
    public static void Publish(PipeWriter writer)
    {
        ValueTask<FlushResult> flush = writer.FlushAsync();
        Debug.Assert(flush.IsCompletedSuccessfully, "A pipe without a threshold never makes its writer wait.");
        _ = flush.GetAwaiter().GetResult();
    }
}
