using System.Collections;

namespace BhaiKaDns.Hosting.Settings;

/// <summary>Where settings are looked for; the same for the whole life of a process, so that they can be read again.</summary>
/// <param name="ProgramDirectory">Where the executable lies.</param>
/// <param name="Environment">As <see cref="System.Environment.GetEnvironmentVariables()"/> gives them.</param>
internal sealed record SettingsPlaces(string ProgramDirectory, IDictionary Environment, ArgumentSplit Arguments);
