namespace BhaiKaDns.Analytics;

/// <summary>How long a bucket of the history is.</summary>
internal enum HistoryStep : byte
{
    Minute = 0,
    Hour = 1,
    Day = 2,
}
