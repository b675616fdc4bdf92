namespace BhaiKaDns.Components.Pages.People;

/// <summary>What the pages about people stand on. They need a <see cref="ClientActivity"/> and a <see cref="ReadNeighbours"/> from elsewhere.</summary>
internal static class PeoplePagesRegistration
{
    public static IServiceCollection AddPeoplePages(this IServiceCollection services) => services
        .AddSingleton<HouseClients>()
        .AddSingleton<DeviceHistory>()
        .AddSingleton<GroupChanges>();
}
