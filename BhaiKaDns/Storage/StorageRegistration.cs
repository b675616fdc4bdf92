using BhaiKaDns.Hosting;
using BhaiKaDns.Storage.LiteDb;

namespace BhaiKaDns.Storage;

/// <summary>Registers the embedded database; section <c>Storage</c> itself is bound by <see cref="HostingRegistration"/>, which is needed.</summary>
internal static class StorageRegistration
{
    /// <summary>File of the embedded database in the data directory.</summary>
    public const string FileName = "state.db";

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DocumentFile>(provider, provider.GetRequiredService<DataDirectory>().Combine(FileName)));
        services.AddSingleton<StateStore>();
        services.AddSingleton(provider => new LateWork("opening the database", cancellationToken => provider.GetRequiredService<StateStore>().OpenAsync(cancellationToken).AsTask()));
        return services;
    }
}
