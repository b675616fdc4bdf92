using BhaiKaDns.Access.Accounts;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Access.Argon2;
using BhaiKaDns.Access.Jwt;
using BhaiKaDns.Access.Login;
using BhaiKaDns.Access.OneTimeCodes;
using BhaiKaDns.Access.Sessions;
using BhaiKaDns.Hosting;

namespace BhaiKaDns.Access;

/// <summary>Registers accounts and logins. Nothing is read or loaded before the first request that carries a login.</summary>
internal static class AccessRegistration
{
    /// <summary>Needs storage, <see cref="DataDirectory"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSection<AccessOptions, AccessOptionsValidator>(configuration, AccessOptions.Section);
        services.AddDataProtection();
        return services
            .AddSingleton<AccessMetrics>()
            .AddSingleton<PasswordHasher>()
            .AddSingleton<FirstAccount>()
            .AddSingleton<UserAccounts>()
            .AddSingleton<SetupCode>()
            .AddSingleton<SessionRegister>()
            .AddSingleton<ApiTokenRegister>()
            .AddSingleton<SigningKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<CodeSecrets>()
            .AddSingleton<LoginThrottle>()
            .AddSingleton<LoginTickets>()
            .AddSingleton<Doorkeeper>()
            .AddSingleton<ActorFinder>()
            .AddSingleton(provider => new LateWork("looking for accounts", cancellationToken => provider.GetRequiredService<SetupCode>().AnnounceAsync(cancellationToken)));
    }
}
