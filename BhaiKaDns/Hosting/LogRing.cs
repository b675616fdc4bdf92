using System.Collections.Concurrent;

namespace BhaiKaDns.Hosting;

/// <summary>
/// The last lines of this program's own log, for the pages. Only what our own slices say at <c>Information</c> or above, which never
/// holds names, addresses of clients or secrets; of an exception only its type. Safe from any thread.
/// </summary>
internal sealed class LogRing(TimeProvider time) : ILoggerProvider
{
    private const int Capacity = 500;
    private const int LongestMessage = 1_000;
    private const string OwnCategories = "BhaiKaDns.";

    private readonly Queue<LogLine> _lines = new(Capacity);
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Lines at this level or above, newest first.</summary>
    public IReadOnlyList<LogLine> Read(LogLevel least, int limit)
    {
        lock (_lines)
        {
            return [.. _lines.Where(line => line.Level >= least).Reverse().Take(limit)];
        }
    }

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(
        categoryName, name => name.StartsWith(OwnCategories, StringComparison.Ordinal) ? new RingLogger(this, name[OwnCategories.Length..].Split('.')[0]) : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    /// <summary>Nothing to give back; the ring outlives each house that writes to it.</summary>
    public void Dispose()
    {
    }

    private void Add(LogLevel level, int eventId, string slice, string message)
    {
        lock (_lines)
        {
            if (_lines.Count == Capacity)
            {
                _ = _lines.Dequeue();
            }

            _lines.Enqueue(new LogLine(++_number, time.GetUtcNow(), level, eventId, slice, message.Length > LongestMessage ? message[..LongestMessage] + "…" : message));
        }
    }

    private sealed class RingLogger(LogRing ring, string slice) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                string message = formatter(state, null);
                ring.Add(logLevel, eventId.Id, slice, exception is null ? message : $"{message} ({exception.GetType().Name})");
            }
        }
    }
}

/// <summary>One line of the log.</summary>
/// <param name="Number">Counts up, so that a reader can tell what is new.</param>
/// <param name="Slice">The folder that speaks, for example <c>Resolution</c>.</param>
internal sealed record LogLine(long Number, DateTimeOffset Time, LogLevel Level, int EventId, string Slice, string Message);
