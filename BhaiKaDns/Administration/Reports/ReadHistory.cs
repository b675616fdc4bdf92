namespace BhaiKaDns.Administration.Reports;

/// <inheritdoc cref="HistoryReports.ReadAsync"/>
internal delegate Task<(HistoryReport? Report, QuestionProblem? Problem)> ReadHistory(
    DateTimeOffset from, DateTimeOffset to, HistoryScope scope, CancellationToken cancellationToken);
