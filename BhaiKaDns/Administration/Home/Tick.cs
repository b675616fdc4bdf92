using System.Globalization;

namespace BhaiKaDns.Administration.Home;

/// <summary>How one test of the house went.</summary>
/// <param name="Id">Stable.</param>
/// <param name="Sentence">English, with places for the values; the key of its translation.</param>
internal sealed record Tick(string Id, TickMark Mark, string Sentence, params string[] Values)
{
    public string Text => string.Format(CultureInfo.InvariantCulture, Sentence, Values);
}

internal enum TickMark : byte
{
    /// <summary>As it should be.</summary>
    Good = 0,

    /// <summary>It cannot be told, or nothing is wrong but something is left to do.</summary>
    Open = 1,

    /// <summary>It does not work.</summary>
    Bad = 2,
}
