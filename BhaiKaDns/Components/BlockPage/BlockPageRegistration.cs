namespace BhaiKaDns.Components.BlockPage;

/// <summary>The block page. It needs an <see cref="Queries.Explain"/> from elsewhere.</summary>
internal static class BlockPageRegistration
{
    public static IServiceCollection AddBlockPage(this IServiceCollection services) => services
        .AddSingleton<BlockedNameFinder>()
        .AddSingleton<ParentSignIn>()
        .AddSingleton<ParentCheck>(static provider => provider.GetRequiredService<ParentSignIn>().CheckAsync)
        .AddSingleton<AttemptPace>()
        .AddSingleton<BlockPageHandler>();
}
