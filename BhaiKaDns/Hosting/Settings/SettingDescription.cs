using System.Text.Json.Nodes;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>One setting as pages and API show it.</summary>
/// <param name="Key">With its section: <c>Dns:BlockedTtl</c>.</param>
/// <param name="Type">Its id: <c>switch</c>, <c>integer</c>, <c>number</c>, <c>duration</c>, <c>text</c>, <c>choice</c>, <c>list</c> or <c>objects</c>.</param>
/// <param name="Value">What is in force; lists as arrays.</param>
/// <param name="Default">What the program has by itself.</param>
/// <param name="Below">What it would be if nothing was changed on the pages.</param>
/// <param name="Origin">Its id: <c>default</c>, <c>programFile</c>, <c>dataFile</c>, <c>pages</c>, <c>environment</c>, <c>commandLine</c>.</param>
/// <param name="Where">The file, variable or argument; empty for a default.</param>
/// <param name="IsFixed">It cannot be changed on the pages.</param>
/// <param name="Minimum">Smallest value that is taken; null without a bound.</param>
/// <param name="Choices">For <c>choice</c> alone.</param>
internal sealed record SettingDescription(
    string Key,
    string Title,
    string Meaning,
    string Type,
    JsonNode? Value,
    JsonNode? Default,
    JsonNode? Below,
    string Origin,
    string Where,
    bool IsFixed,
    string? Minimum,
    string? Maximum,
    IReadOnlyList<string>? Choices);

/// <summary>One section with its settings.</summary>
internal sealed record SettingsSectionDescription(string Name, string Title, IReadOnlyList<SettingDescription> Settings);

/// <summary>All settings, and what names this state of them.</summary>
/// <param name="Version">Entity tag: changes when what is kept of the pages changes, or a source below or above it.</param>
/// <param name="Problem">Why the last change could not be put in force and was taken back; null if it was.</param>
internal sealed record SettingsDescription(string Version, string? Problem, IReadOnlyList<SettingsSectionDescription> Sections);
