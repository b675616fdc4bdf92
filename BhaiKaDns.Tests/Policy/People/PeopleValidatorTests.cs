using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Policy.People;

internal sealed class PeopleValidatorTests
{
    private static readonly (string Key, string Value)[] Home =
    [
        ("Policy:Groups:0:Name", "children"),
        ("Policy:Groups:0:Lists:0", "*"),
        ("Policy:Devices:0:Name", "phone"),
        ("Policy:Devices:0:Group", "children"),
        ("Policy:Devices:0:Addresses:0", "192.168.1.20"),
        ("Policy:Devices:0:Addresses:1", "fd00::20"),
        ("Policy:Devices:0:Addresses:2", "aa:bb:cc:dd:ee:ff"),
        ("Policy:Devices:0:Addresses:3", "id:phone"),
        ("Policy:Devices:1:Name", "guests"),
        ("Policy:Devices:1:Addresses:0", "192.168.9.0/24"),
        ("Policy:Schedules:0:Name", "bed time"),
        ("Policy:Schedules:0:Groups:0", "children"),
        ("Policy:Schedules:0:Ranges:0:From", "21:00"),
        ("Policy:Schedules:0:Ranges:0:To", "06:30"),
        ("Policy:Schedules:0:Ranges:0:Days:0", "Monday"),
        ("Policy:Schedules:0:Holidays:0", "2026-12-25"),
        ("Policy:Schedules:0:TimeZone", "Europe/Berlin"),
        ("Policy:Schedules:0:Everything", "true"),
    ];

    [Test]
    public void Validate_AHome_HasNoProblem()
    {
        Assert.That(Problems(), Is.Empty);
    }

    [TestCase("Policy:Groups:0:Lists:1", "nothing")]
    [TestCase("Policy:Groups:0:Rules:0", "not a name!")]
    [TestCase("Policy:Groups:1:Name", "CHILDREN")]
    [TestCase("Policy:Devices:0:Group", "parents")]
    [TestCase("Policy:Devices:0:Addresses:0", "192.168.1")]
    [TestCase("Policy:Devices:0:Addresses:0", "id:-phone")]
    [TestCase("Policy:Devices:0:Addresses:0", "aa:bb:cc:dd:ee")]
    [TestCase("Policy:Devices:1:Addresses:0", "AA-BB-CC-DD-EE-FF")]
    [TestCase("Policy:Devices:1:Addresses:0", "FD00:0::20")]
    [TestCase("Policy:Devices:1:Name", "Phone")]
    [TestCase("Policy:Devices:0:Tags:0", "a phone")]
    [TestCase("Policy:Schedules:0:Groups:0", "nobody")]
    [TestCase("Policy:Schedules:0:Lists:0", "nothing")]
    [TestCase("Policy:Schedules:0:TimeZone", "Europe/Nowhere")]
    [TestCase("Policy:Schedules:1:Name", "Bed Time")]
    [TestCase("Policy:Schedules:0:Ranges:0:From", "25:00")]
    [TestCase("Policy:Schedules:0:Ranges:0:Days:0", "Caturday")]
    [TestCase("Policy:Schedules:0:Holidays:0", "Christmas")]
    public void Validate_OneMistake_NamesItsKey(string key, string value)
    {
        IReadOnlyList<string> problems = Problems((key, value));

        Assert.That(problems, Has.Some.Contains(key));
    }

    [Test]
    public void Validate_ListOfTheSettings_IsKnown()
    {
        IReadOnlyList<string> problems = Problems(("Filtering:Lists:0:Name", "ads"), ("Filtering:Lists:0:Source", "builtin:starter"), ("Policy:Groups:0:Lists:0", "ADS"));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Validate_SeveralMistakes_FindsAll()
    {
        IReadOnlyList<string> problems = Problems(("Policy:Groups:0:Lists:0", "x"), ("Policy:Devices:0:Group", "y"), ("Policy:Schedules:0:TimeZone", "z"));

        Assert.That(problems, Has.Count.EqualTo(3));
    }

    private static IReadOnlyList<string> Problems(params (string Key, string Value)[] changes)
    {
        Dictionary<string, string?> values = Home.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        foreach ((string key, string value) in changes)
        {
            values[key] = value;
        }

        string[] arguments = [.. values.SelectMany(pair => new[] { "--" + pair.Key, pair.Value! })];
        LoadedSettings settings = SettingsLoader.Load(Path.Combine(TestContext.CurrentContext.WorkDirectory, "nowhere"), new System.Collections.Hashtable(), ArgumentSettings.Split(arguments));
        ServiceCollection services = new();
        services.AddHosting(settings.Configuration);
        services.AddPolicy(settings.Configuration);
        return [.. SettingsCheck.Run(settings, services.Catalog()).Select(problem => problem.ToString())];
    }
}
