using BhaiKaDns.Hosting;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy.People;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Answers;

internal sealed class AnswerSettingsValidatorTests
{
    [Test]
    public void Validate_EachKindOfMistake_NamesItsKey()
    {
        PolicyOptions options = new()
        {
            RebindingExceptions = ["home.example", "not a name"],
            Dns64Prefixes = ["64:ff9b::/96", "64:ff9b::/97"],
            Groups =
            [
                new GroupOptions { BlockingMode = BlockingMode.Custom, BlockedTtl = TimeSpan.FromDays(2), Upstreams = ["nowhere"] },
                new GroupOptions { CustomAddresses = ["10.0.0"], ReasonModes = [new ReasonModeOptions { Reason = "whim", Mode = BlockingMode.Custom }] },
            ],
        };

        string[] keys =
        [
            .. (new AnswerSettingsValidator().Validate(null, options).Failures ?? []).Concat(new GroupUpstreamsValidator().Validate(null, options).Failures ?? [])
                .Select(failure => failure.Split(": ")[0]),
        ];

        Assert.That(keys, Is.EqualTo(new[]
        {
            "Policy:RebindingExceptions:1",
            "Policy:Dns64Prefixes:1",
            "Policy:Groups:0:CustomAddresses",
            "Policy:Groups:0:BlockedTtl",
            "Policy:Groups:1:ReasonModes:0:Reason",
            "Policy:Groups:0:Upstreams:0",
        }));
    }

    [Test]
    public void Validate_Defaults_AreGood() =>
        Assert.That(new AnswerSettingsValidator().Validate(null, new PolicyOptions()), Is.EqualTo(ValidateOptionsResult.Success));
}
