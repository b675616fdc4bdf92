using BhaiKaDns.Dns;
using BhaiKaDns.Intelligence;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Says what the path would decide about a question, and why, without asking any upstream.</summary>
internal sealed class QuestionExplainer(
    PolicyStore policies, PolicyExplainer explainer, PeopleExplainer people, SpecialAnswers specialAnswers, CachedEvidence cached, ThreatEvidence threats)
{
    /// <exception cref="FormatException">The name cannot be a domain name.</exception>
    public async ValueTask<Explanation> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        byte[] name = new byte[DomainName.MaxLength];
        if (!DomainNameText.TryParse(request.Name, name, out int length))
        {
            throw new FormatException($"'{request.Name}' is not a domain name.");
        }

        PolicySnapshot snapshot = policies.Current;
        ushort policyClass = request.Client is { } client ? snapshot.ClassOf(client) : snapshot.Clients.UnknownClass;
        PolicyExplanation policy = await explainer.ExplainAsync(name.AsMemory(0, length), request.Type, policyClass, cancellationToken);
        PeopleExplanation asking = people.Explain(name.AsSpan(0, length), request.Type, request.Client);
        Evidence[] evidence =
        [
            .. asking.Evidence.Concat(policy.Evidence)
                .Select(line => new Evidence(
                    line.Kind, line.Text, line.List.Length == 0 ? null : line.List, line.Line == 0 ? null : line.Line, Note: line.Note)),
        ];
        Explanation decided = new(
            request, policy.Verdict.Decision, policy.Verdict.Reason, evidence, asking.Group, asking.Device, asking.LearnedName, Without: policy.Without);
        bool isSpecial = specialAnswers.IsSpecial(name.AsSpan(0, length), request.Type, snapshot.ClassAt(policyClass).Switches);
        if (policy.Verdict.Decision is not Decision.Allowed)
        {
            return isSpecial && policy.Without is { Decision: Decision.Allowed }
                ? decided with { Without = new Verdict(Decision.Local, Reason.SpecialName) }
                : decided;
        }

        if (isSpecial)
        {
            Evidence special = new(Reason.SpecialName.Id(), "A special-use name: it is answered here and never asked upstream.");
            return decided with { Decision = Decision.Local, Reason = Reason.SpecialName, Evidence = [special, .. evidence], Without = null };
        }

        // What an answer leads to can only be told of one that is there.
        (Verdict verdict, IReadOnlyList<Evidence> chain) = cached.Judge(snapshot, name.AsSpan(0, length), request.Type, policyClass, policy.Verdict);
        if (chain.Count == 0)
        {
            return WithEngine(decided, policy.Verdict, name.AsSpan(0, length), request.Client);
        }

        return decided with
        {
            Decision = verdict.Decision,
            Reason = verdict.Reason,
            Evidence = [.. chain, .. evidence],
            Without = Verdict.Allowed,
        };
    }

    // Last, and only for what nobody decided: people who allow a name know better than the engine.
    private Explanation WithEngine(Explanation decided, Verdict onName, ReadOnlySpan<byte> name, ClientAddress? client)
    {
        ThreatOpinion opinion = threats.Explain(name, client);
        Explanation explained = decided with { Evidence = [.. decided.Evidence, .. opinion.Evidence], Score = opinion.Chance };
        return opinion.Reason is Reason.None || onName.Reason is not Reason.None
            ? explained
            : explained with { Decision = Decision.Blocked, Reason = opinion.Reason, Without = Verdict.Allowed };
    }
}
