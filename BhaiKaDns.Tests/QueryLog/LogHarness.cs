using System.Diagnostics.Metrics;
using BhaiKaDns.Dns;
using BhaiKaDns.Events;
using BhaiKaDns.Hosting;
using BhaiKaDns.Queries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace BhaiKaDns.QueryLog;

/// <summary>A query log in a folder of its own, under a clock that the test holds.</summary>
internal sealed class LogHarness : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public LogHarness(QueryLogOptions? options = null)
    {
        Options = options ?? new QueryLogOptions();
        Directory = new DataDirectory(_folder.Path);
        Time = new FakeTimeProvider(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        Health = new HealthBoard(Time);
        Metrics = new QueryLogMetrics(_services.GetRequiredService<IMeterFactory>());
        Reader = new QueryLogReader(Directory, Metrics);
        Retention = new SegmentRetention(Directory, Microsoft.Extensions.Options.Options.Create(Options), Time, NullLogger<SegmentRetention>.Instance);
        Writer = OpenWriter();
    }

    public QueryLogOptions Options { get; }

    public DataDirectory Directory { get; }

    public FakeTimeProvider Time { get; }

    public HealthBoard Health { get; }

    public QueryLogMetrics Metrics { get; }

    public QueryLogReader Reader { get; }

    public SegmentRetention Retention { get; }

    public QueryLogWriter Writer { get; private set; }

    public string LogFolder => Directory.Combine(SegmentName.Folder);

    public HealthPart? HealthPart => Health.Parts.SingleOrDefault(part => part.Name == QueryLogWriter.HealthPartName);

    public static byte[] Name(string text)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        Assert.That(DomainNameText.TryParse(text, wire, out int length), Is.True);
        return wire[..length];
    }

    public static ClientAddress Client(byte last) => ClientAddress.FromIPv4(0xC0A80000u | last);

    public QueryEvent Event(byte client = 1, Decision decision = Decision.Allowed, Reason reason = Reason.None) => new()
    {
        UnixTimeMs = Time.GetUtcNow().ToUnixTimeMilliseconds(),
        Client = Client(client),
        Type = RecordType.A,
        Decision = decision,
        Reason = reason,
        Source = AnswerSource.Cache,
        ElapsedMicroseconds = 120,
    };

    public void Add(string name, byte client = 1, Decision decision = Decision.Allowed, Reason reason = Reason.None, byte[]? found = null) =>
        Writer.Receive(Event(client, decision, reason), Name(name), found);

    /// <summary>Lets the half second pass after which gathered rows are written.</summary>
    public void WriteOut()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        Writer.EndBatch();
    }

    /// <summary>Ends the writer as a crash would, without its last block, and starts another.</summary>
    public void Restart(bool cleanly)
    {
        if (cleanly)
        {
            Writer.Dispose();
        }

        Writer = OpenWriter();
    }

    public async Task<List<string>> NamesAsync(QueryLogFilter? filter = null) =>
        [.. (await Reader.ReadAsync(filter ?? new QueryLogFilter { Limit = int.MaxValue }, default)).Rows.Select(row => row.Name ?? "-")];

    public string SegmentPath(long number) => SegmentName.Segment(LogFolder, number);

    public void Dispose()
    {
        Writer.Dispose();
        Reader.Dispose();
        _services.Dispose();
        _folder.Dispose();
    }

    private QueryLogWriter OpenWriter() => new(
        new SegmentWriter(LogFolder, Options),
        Microsoft.Extensions.Options.Options.Create(Options),
        Metrics,
        Health,
        Time,
        NullLogger<QueryLogWriter>.Instance);
}
