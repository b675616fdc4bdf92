namespace BhaiKaDns.Policy.Lists;

/// <summary>A person switched a list of the settings on or off, whatever the settings say; kept in the database.</summary>
internal sealed record ListSwitch(string Name, bool IsOn);
