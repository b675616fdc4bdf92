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
        services.AddSingleton<AnswerJudge>();
        services.AddSingleton<PreparedAnswers>();
        services.AddSingleton<SpecialAnswers>();
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<SideQuestions>();
        services.AddSingleton<AliasResolution>();
        services.AddSingleton<Dns64Resolution>();
        services.AddSingleton<LateReplies>();
        services.AddSingleton<MissResolution>();
        services.AddSingleton<QueryPipeline>();
        services.AddSingleton<QuestionExplainer>();
        return services;
    }
}
