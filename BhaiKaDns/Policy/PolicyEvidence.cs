using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>One line that speaks of a name.</summary>
/// <param name="Kind">Id of a <see cref="Reason"/>.</param>
/// <param name="Text">The line as it stands in the list.</param>
/// <param name="List">Name of the list.</param>
/// <param name="Line">Number of the line, from 1.</param>
/// <param name="Note">Why the line decides nothing here, as a sentence; null if it counts.</param>
internal sealed record PolicyEvidence(string Kind, string Text, string List, int Line, string? Note = null);

/// <summary>What would be decided about a name, and every line that speaks of it: those that decide first.</summary>
/// <param name="Without">What would be decided without what decided; null where nothing did.</param>
internal sealed record PolicyExplanation(Verdict Verdict, IReadOnlyList<PolicyEvidence> Evidence, Verdict? Without = null);
