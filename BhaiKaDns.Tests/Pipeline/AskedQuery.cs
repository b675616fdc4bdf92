using BhaiKaDns.Fakes;

namespace BhaiKaDns.Pipeline;

/// <summary>What became of a query that a test asked, now or later.</summary>
internal sealed record AskedQuery(HandlingResult Result, byte[]? InPlace, RecordingSink Sink)
{
    /// <summary>The response; null while there is none.</summary>
    public byte[]? Response => InPlace ?? Sink.Response;

    /// <summary>See <see cref="ResponseText"/>; <c>nothing</c> while there is none.</summary>
    public string Text => Response is { } response ? ResponseText.Of(response) : "nothing";
}
