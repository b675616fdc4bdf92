using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.Extensions.Options;

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
        services.AddSingleton<RepliesInPlace>();
        services.AddSingleton<AnswerJudge>();
        services.AddSingleton<PreparedAnswers>();
        services.AddSingleton<SpecialAnswers>();
        services.AddSingleton<AnswerKeeper>();
        services.AddSingleton<SideQuestions>();
        services.AddSingleton<AliasResolution>();
        services.AddSingleton<Dns64Resolution>();
        services.AddSingleton<LateReplies>();
        services.AddSingleton<MissResolution>();
        services.AddSingleton<StoredAnswers>();
        services.AddSingleton<QueryPipeline>();
        services.AddSingleton<CachedEvidence>().AddSingleton<CachedLookup>();
        services.AddSingleton<QuestionExplainer>();
        services.AddSingleton<RouterNames>();
        services.AddSingleton<ReverseLookup>(static provider => provider.GetRequiredService<RouterNames>().FindAsync);
        GroupUpstreamsValidator groups = new();
        services.AddSingleton<IValidateOptions<PolicyOptions>>(groups);
        services.Catalog().Add(new SettingsSection(PolicyOptions.Section, typeof(PolicyOptions), root => Failures(root, groups)));
        return services;
    }

    private static IEnumerable<string> Failures(IConfiguration root, GroupUpstreamsValidator groups)
    {
        PolicyOptions options = new();
        SectionBinder.Bind(root.GetSection(PolicyOptions.Section), options);
        return groups.Validate(name: null, options).Failures ?? [];
    }
}
