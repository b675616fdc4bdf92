namespace BhaiKaDns.Components.BlockPage;

/// <summary>The block page. It needs a <see cref="ParentCheck"/> and an <see cref="Queries.Explain"/> from elsewhere.</summary>
internal static class BlockPageRegistration
{
    public static IServiceCollection AddBlockPage(this IServiceCollection services) => services
        .AddSingleton<BlockedNameFinder>()
        .AddSingleton<AttemptPace>()
        .AddSingleton<BlockPageHandler>();
}
