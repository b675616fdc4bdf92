namespace BhaiKaDns.Hosting.Settings;

/// <summary>Where a setting comes from, lowest first: a later one wins.</summary>
internal enum SettingOrigin : byte
{
    Default = 0,

    /// <summary><c>appsettings.json</c> beside the executable.</summary>
    ProgramFile = 1,

    /// <summary><c>appsettings.json</c> in the data directory.</summary>
    DataFile = 2,

    /// <summary>What people changed on the pages (<see cref="PagesSettings"/>).</summary>
    Pages = 3,
    Environment = 4,
    CommandLine = 5,
}
