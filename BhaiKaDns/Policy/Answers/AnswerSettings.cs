using BhaiKaDns.Dns;
using BhaiKaDns.Hosting;
using BhaiKaDns.Policy.People;
using Microsoft.Extensions.Options;

namespace BhaiKaDns.Policy.Answers;

/// <summary>What the settings of the home say about answers, and what a group makes of it.</summary>
internal sealed class AnswerSettings
{
    private readonly DnsOptions _home;
    private readonly bool _isGuarded;
    private readonly byte[][] _exceptions;
    private readonly Dns64Prefix[] _dns64;

    public AnswerSettings(IOptions<DnsOptions> home, IOptions<PolicyOptions> policy)
    {
        _home = home.Value;
        _isGuarded = policy.Value.RebindingProtection;
        _exceptions = [.. policy.Value.RebindingExceptions.Select(Wire)];
        _dns64 = [.. policy.Value.Dns64Prefixes.Select(text => Dns64Prefix.TryParse(text, out Dns64Prefix prefix, out string problem) ? prefix : throw new ArgumentException(problem, nameof(policy)))];
    }

    public static AnswerSettings Default { get; } = new(Options.Create(new DnsOptions()), Options.Create(new PolicyOptions()));

    /// <summary>How the devices of a group are answered.</summary>
    public ClassAnswers For(GroupOptions group) => new(
        new BlockedAnswers(_home, group),
        new RebindingGuard(group.RebindingProtection ?? _isGuarded, _exceptions, _dns64),
        _dns64,
        UpstreamChoice.Of(group.Upstreams));

    private static byte[] Wire(string domain)
    {
        byte[] wire = new byte[DomainName.MaxLength];
        return AnswerSettingsValidator.TryWrite(domain, wire, out int length) ? wire[..length] : throw new ArgumentException($"'{domain}' is not a domain name.", nameof(domain));
    }
}
