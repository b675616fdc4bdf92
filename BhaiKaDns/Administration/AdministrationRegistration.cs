using BhaiKaDns.Administration.Home;

namespace BhaiKaDns.Administration;

/// <summary>Registers what people do to the house, as API and pages call it. Needs an <see cref="Queries.Explain"/> beside it.</summary>
internal static class AdministrationRegistration
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<PolicyAdministration>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<AccountAdministration>();
        services.AddSingleton<OwnAccount>();
        services.AddSingleton<TokenAdministration>();
        services.AddSingleton<PlainQuestions>();
        services.AddSingleton<AskPlainly>(static provider => provider.GetRequiredService<PlainQuestions>().AskAsync);
        services.AddSingleton<RouterProbe>();
        services.AddSingleton<HomeDiscovery>();
        services.AddSingleton<FirstChoices>();
        services.AddSingleton<GroupPrivacy>();
        services.AddSingleton<SavePrivacy>(static provider => provider.GetRequiredService<GroupPrivacy>().SaveAsync);
        services.AddSingleton<ThreatSample>();
        services.AddSingleton<HouseTest>();
        services.AddSingleton<DeviceSight>();
        return services;
    }
}
