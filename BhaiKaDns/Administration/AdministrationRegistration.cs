using BhaiKaDns.Administration.Reports;

namespace BhaiKaDns.Administration;

/// <summary>Registers what people do to the house, as API and pages call it.</summary>
internal static class AdministrationRegistration
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<PolicyAdministration>()
        .AddSingleton<ListAdministration>()
        .AddSingleton<RuleRehearsal>()
        .AddSingleton<NameHistory>()
        .AddSingleton<SignIns>()
        .AddSingleton<AccountAdministration>()
        .AddSingleton<OwnAccount>()
        .AddSingleton<TokenAdministration>()
        .AddSingleton<HomeNames>()
        .AddSingleton<HistoryReports>()
        .AddSingleton<AccessRequests>()
        .AddSingleton<SettingsAdministration>()
        .AddSingleton<UpstreamAdministration>()
        .AddSingleton<CacheAdministration>()
        .AddSingleton<SystemOverview>();
}
