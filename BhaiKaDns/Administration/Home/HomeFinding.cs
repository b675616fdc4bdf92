using System.Globalization;

namespace BhaiKaDns.Administration.Home;

/// <summary>One thing that was found out about the home.</summary>
/// <param name="Id">Stable: scripts may rely on it.</param>
/// <param name="Sentence">English, with places for the values; the key of its translation.</param>
internal sealed record HomeFinding(string Id, FindingLevel Level, string Sentence, params string[] Values)
{
    public string Text => string.Format(CultureInfo.InvariantCulture, Sentence, Values);
}

internal enum FindingLevel : byte
{
    /// <summary>As it should be.</summary>
    Good = 0,

    /// <summary>Worth knowing, or worth a look.</summary>
    Note = 1,

    /// <summary>Devices are not protected, or not all of them.</summary>
    Warning = 2,
}
