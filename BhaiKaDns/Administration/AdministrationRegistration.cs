using BhaiKaDns.Administration.Home;

namespace BhaiKaDns.Administration;

/// <summary>Registers what people do to the house, as API and pages call it.</summary>
internal static class AdministrationRegistration
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<PolicyAdministration>();
        services.AddSingleton<PlainQuestions>();
        services.AddSingleton<AskPlainly>(static provider => provider.GetRequiredService<PlainQuestions>().AskAsync);
        services.AddSingleton<RouterProbe>();
        services.AddSingleton<HomeDiscovery>();
        return services;
    }
}
