using BhaiKaDns.Administration.Home;
using BhaiKaDns.Administration.Reports;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Resolution;

namespace BhaiKaDns.Administration;

/// <summary>Registers what people do to the house, as API and pages call it. Needs an <see cref="Queries.Explain"/> beside it.</summary>
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
        .AddSingleton<NameScores>()
        .AddSingleton<FeedbackFile>()
        .AddSingleton<ThreatAdministration>()
        .AddSingleton<AuditUndo>()
        .AddSingleton(static provider => HomeNamesJoin.Of(
            provider.GetRequiredService<PolicyStore>(),
            provider.GetRequiredService<LearnedNames>(),
            provider.GetRequiredService<ListCatalog>(),
            provider.GetRequiredService<UpstreamDirectory>()))
        .AddSingleton<HistoryReports>()
        .AddSingleton<ReadHistory>(static provider => provider.GetRequiredService<HistoryReports>().ReadAsync)
        .AddSingleton<AccessRequests>()
        .AddSingleton<SettingsAdministration>()
        .AddSingleton<UpstreamAdministration>()
        .AddSingleton<CacheAdministration>()
        .AddSingleton<SystemOverview>()
        .AddSingleton<PlainQuestions>()
        .AddSingleton<AskPlainly>(static provider => provider.GetRequiredService<PlainQuestions>().AskAsync)
        .AddSingleton<RouterProbe>()
        .AddSingleton<HomeDiscovery>()
        .AddSingleton<FirstChoices>()
        .AddSingleton<HomeSettings>()
        .AddSingleton<SavePrivacy>(static provider => provider.GetRequiredService<HomeSettings>().SavePrivacyAsync)
        .AddSingleton<SaveConditional>(static provider => provider.GetRequiredService<HomeSettings>().SaveConditionalAsync)
        .AddSingleton<ThreatSample>()
        .AddSingleton<HouseTest>()
        .AddSingleton<DeviceSight>();
}
