namespace BhaiKaDns.Import;

/// <summary>Registers reading what other programs were set to.</summary>
internal static class ImportRegistration
{
    /// <summary>Needs a <c>Func&lt;IConfiguration, SettingsCatalog&gt;</c> from elsewhere: some sections are checked against others.</summary>
    public static IServiceCollection AddImport(this IServiceCollection services) => services.AddSingleton<ImportDesk>();
}
