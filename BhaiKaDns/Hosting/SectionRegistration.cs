using BhaiKaDns.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Hosting;

/// <summary>How a slice brings its section of appsettings.json.</summary>
internal static class SectionRegistration
{
    /// <summary>
    /// Binds <paramref name="section"/> to <typeparamref name="TOptions"/>, validates it on start, and makes its keys known to the
    /// check for unknown keys and bad values; what attributes cannot say is in <paramref name="further"/>. Defaults are the initial values of the properties; lists are arrays or <c>IReadOnlyList</c>.
    /// </summary>
    public static IServiceCollection AddSection<TOptions, TValidator>(
        this IServiceCollection services, IConfiguration configuration, string section, params IValidateOptions<TOptions>[] further)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>, new()
    {
        IConfigurationSection values = configuration.GetSection(section);
        services.AddOptions<TOptions>().Configure(options => SectionBinder.Bind(values, options)).ValidateOnStart();
        IValidateOptions<TOptions>[] validators = [new TValidator(), .. further];
        foreach (IValidateOptions<TOptions> validator in validators)
        {
            services.AddSingleton(validator);
        }

        services.Catalog().Add(new SettingsSection(section, typeof(TOptions), root => Failures(root, section, validators)));
        return services;
    }

    /// <summary>The catalogue that travels with these services; made at the first call.</summary>
    public static SettingsCatalog Catalog(this IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SettingsCatalog))?.ImplementationInstance is SettingsCatalog known)
        {
            return known;
        }

        SettingsCatalog catalog = new();
        services.AddSingleton(catalog);
        return catalog;
    }

    private static IEnumerable<string> Failures<TOptions>(IConfiguration root, string section, IValidateOptions<TOptions>[] validators)
        where TOptions : class, new()
    {
        TOptions options = new();
        SectionBinder.Bind(root.GetSection(section), options);
        return validators.SelectMany(validator => validator.Validate(name: null, options).Failures ?? []);
    }
}
