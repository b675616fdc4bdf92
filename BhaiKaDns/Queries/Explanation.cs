using BhaiKaDns.Dns;

namespace BhaiKaDns.Queries;

/// <summary>What would be decided about one question, and why, for people to read.</summary>
/// <param name="Group">The group of the client's device, where groups are declared.</param>
/// <param name="Device">Name of the client's device, where one is declared.</param>
/// <param name="ClientName">A name that was learned for the client; rules do not know it.</param>
/// <param name="Score">From 0 (harmless) to 1, where a model was asked.</param>
/// <param name="Without">What would be decided if what decided were not there; null where nothing did.</param>
internal sealed record Explanation(
    ExplainRequest Request,
    Decision Decision,
    Reason Reason,
    IReadOnlyList<Evidence> Evidence,
    string? Group = null,
    string? Device = null,
    string? ClientName = null,
    double? Score = null,
    Verdict? Without = null);

/// <summary>One fact that spoke for a verdict.</summary>
/// <param name="Kind">A stable id such as <c>block-list</c>.</param>
/// <param name="Text">One sentence, or the line of a list as it stands there.</param>
/// <param name="Line">1-based line in <paramref name="List"/>.</param>
/// <param name="Note">Why it decides nothing here, as a sentence; null if it counts.</param>
internal sealed record Evidence(string Kind, string Text, string? List = null, int? Line = null, double? Weight = null, string? Note = null);

/// <param name="Name">Presentation form, with or without the last dot.</param>
/// <param name="Client">For whom; null asks for a client that no device is declared for.</param>
internal sealed record ExplainRequest(string Name, RecordType Type, ClientAddress? Client);

/// <summary>Judges a question without asking any upstream.</summary>
internal delegate ValueTask<Explanation> Explain(ExplainRequest request, CancellationToken cancellationToken);
