namespace BhaiKaDns.Events;

/// <summary>Registers the rings and the thread that drains them.</summary>
internal static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<QueryEventRings>();
        services.AddSingleton<QueryEventPump>();
        services.AddHostedService(static provider => provider.GetRequiredService<QueryEventPump>());
        return services;
    }
}
