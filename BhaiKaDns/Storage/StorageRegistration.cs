using BhaiKaDns.Hosting;
using BhaiKaDns.Storage.LiteDb;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Storage;

/// <summary>Registers the data directory and the embedded database; needs <see cref="HealthBoard"/>.</summary>
internal static class StorageRegistration
{
    /// <summary>File of the embedded database in the data directory.</summary>
    public const string FileName = "state.db";

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new DataDirectory(provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory));
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DocumentFile>(provider, provider.GetRequiredService<DataDirectory>().Combine(FileName)));
        services.AddSingleton<StateStore>();
        return services;
    }
}
