using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Pipeline;

/// <summary>Registers the path of a query and what stands along it.</summary>
internal static class PipelineRegistration
{
    public static IServiceCollection AddPipeline(this IServiceCollection services)
    {
        services.AddSingleton<PendingQueries>();
        services.AddSingleton<QuestionsInFlight>();
        services.AddSingleton<PipelineMetrics>();
        services.AddSingleton<QueryJournal>();
        services.AddSingleton<LocalAnswers>();
        services.AddSingleton<SpecialAnswers>();
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<LateReplies>();
        services.AddSingleton<MissResolution>();
        services.AddSingleton<QueryPipeline>();
        services.AddSingleton<QuestionExplainer>();
        services.AddSingleton<RouterNames>();
        services.AddSingleton<ReverseLookup>(static provider => provider.GetRequiredService<RouterNames>().FindAsync);
        return services;
    }
}
