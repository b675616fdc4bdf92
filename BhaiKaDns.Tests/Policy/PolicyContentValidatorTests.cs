using BhaiKaDns.Policy.People;
using NUnit.Framework;

namespace BhaiKaDns.Policy;

internal sealed class PolicyContentValidatorTests
{
    [Test]
    public void Validate_GoodContent_IsFine()
    {
        PolicyOptions options = new()
        {
            Groups = [new GroupOptions { Name = "kids", BlockedServices = ["tiktok", "YouTube"], BlockedSuffixes = ["zip", "рф"], SafeSearch = ["*"], YouTube = YouTubeMode.Strict }],
            Records = [new() { Name = "nas.lan", Value = "10.0.0.1" }],
            HostsFiles = ["/etc/hosts"],
        };

        Assert.That(new PolicyContentValidator().Validate(null, options).Succeeded, Is.True);
    }

    [Test]
    public void Validate_Mistakes_EachNamesItsKey()
    {
        PolicyOptions options = new()
        {
            Groups = [new GroupOptions { Name = "a" }, new GroupOptions { Name = "kids", BlockedServices = ["tiktok", "tictok"], BlockedSuffixes = ["a..b"], SafeSearch = ["gogle"], YouTube = (YouTubeMode)9 }],
            Schedules = [new ScheduleOptions { Services = ["zzzzzzzzzzzz"] }],
            Records = [new() { Name = "nas.lan", Value = "10.0.0" }],
            HostsFiles = [" "],
        };

        string[] problems = [.. new PolicyContentValidator().Validate(null, options).Failures!];

        Assert.That(problems.Select(problem => problem.Split(": ")[0]), Is.EquivalentTo(new[]
        {
            "Policy:Records:0:Value", "Policy:HostsFiles:0", "Policy:Groups:1:BlockedSuffixes:0", "Policy:Groups:1:SafeSearch:0", "Policy:Groups:1:YouTube",
            "Policy:Groups:1:BlockedServices:1", "Policy:Schedules:0:Services:0",
        }));
        Assert.That(problems.Single(problem => problem.Contains("tictok", StringComparison.Ordinal)), Does.EndWith("did you mean 'tiktok'?"));
    }
}
