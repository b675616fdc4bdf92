using BhaiKaDns.Dns;
using BhaiKaDns.Policy.BlockedServices;
using BhaiKaDns.Policy.Matching;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy;

/// <summary>Says in a sentence what those stages of judging say that are no lines of a list: records, services, suffixes, switches, safe search.</summary>
internal static class StageEvidence
{
    public static IReadOnlyList<PolicyEvidence> Of(PolicyClass policy, in RuleQuestion question)
    {
        List<PolicyEvidence> evidence = [];
        string group = policy.Group.Name;
        if (policy.Records.Covers(question))
        {
            evidence.Add(Sentence(Reason.LocalRecord, "A record of this home answers this name."));
        }

        RuleMatch service = policy.BlockedServices.Find(question);
        if (service.IsListed)
        {
            evidence.Add(Sentence(Reason.Service, $"The name belongs to the service '{ServiceCatalog.NameOf(service.ListId)}', which is blocked for the group '{group}'."));
        }

        if (policy.BlockedSuffixes.Covers(question))
        {
            string suffix = DomainNameText.ToText(policy.BlockedSuffixes.Find(question));
            evidence.Add(Sentence(Reason.Suffix, $"Every name under '{suffix}' is blocked for the group '{group}'."));
        }

        switch (policy.Switches.Find(question))
        {
            case Reason.FirefoxCanary:
                evidence.Add(Sentence(Reason.FirefoxCanary, "This name tells Firefox not to pass this server by with DNS over HTTPS of its own."));
                break;
            case Reason.PrivateRelay:
                evidence.Add(Sentence(Reason.PrivateRelay, $"This name tells Apple devices that Private Relay is not available to the group '{group}'."));
                break;
            default:
                break;
        }

        if (policy.SafeSearch.Find(question) is not AnswerForm.ByPolicy)
        {
            string target = policy.SafeSearch.Prepare(question)?.Target is { } name ? $" It is answered with {DomainNameText.ToText(name)}." : "";
            evidence.Add(Sentence(Reason.SafeSearch, $"This search engine is held to its safe mode for the group '{group}'.{target}"));
        }

        return evidence;
    }

    private static PolicyEvidence Sentence(Reason reason, string text) => new(reason.Id(), text, "", 0);
}
