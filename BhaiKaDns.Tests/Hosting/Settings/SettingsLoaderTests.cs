using NUnit.Framework;

namespace BhaiKaDns.Hosting.Settings;

internal sealed class SettingsLoaderTests
{
    private string _program = "";
    private string _data = "";

    [SetUp]
    public void CreateDirectories()
    {
        _program = Directory.CreateTempSubdirectory("bhaikadns-program-").FullName;
        _data = Directory.CreateTempSubdirectory("bhaikadns-data-").FullName;
    }

    [TearDown]
    public void DeleteDirectories()
    {
        Directory.Delete(_program, recursive: true);
        Directory.Delete(_data, recursive: true);
    }

    [Test]
    public void Load_AllSources_LaterWins()
    {
        WriteProgramFile("""{ "Dns": { "Workers": 1, "BlockingMode": "NoData", "BlockedTtl": "00:00:01", "AnswerChaosQueries": true } }""");
        WriteDataFile("""{ "Dns": { "BlockingMode": "Refused", "BlockedTtl": "00:00:02", "AnswerChaosQueries": false } } // end""");

        LoadedSettings settings = Load(new() { ["BHAIKADNS_Dns__BlockedTtl"] = "00:00:03", ["bhaikadns_DNS__AnswerChaosQueries"] = "true" }, "--Dns:AnswerChaosQueries=false");

        Assert.That(
            new[] { settings.Values["Dns:Workers"], settings.Values["Dns:BlockingMode"], settings.Values["Dns:BlockedTtl"], settings.Values["Dns:AnswerChaosQueries"] },
            Is.EqualTo(new[] { "1", "Refused", "00:00:03", "false" }));
    }

    [Test]
    public void Load_DataFileSetsDataDirectory_IsAProblem()
    {
        WriteDataFile("""{ "Storage": { "DataDirectory": "elsewhere" } }""");

        LoadedSettings settings = Load([]);

        Assert.That(settings.Problems.Select(problem => problem.Key), Is.EqualTo(new[] { "Storage:DataDirectory" }));
    }

    [Test]
    public void Load_MalformedFile_NamesFileAndLine()
    {
        WriteProgramFile("{\n  \"Dns\": {\n    \"Workers\" 1\n  }\n}");

        LoadedSettings settings = Load([]);

        Assert.That(settings.Problems.Single().ToString(), Does.StartWith(Path.Combine(_program, "appsettings.json") + ": line 3: "));
    }

    [Test]
    public void Load_KeyTwiceInAFile_IsAProblem()
    {
        WriteProgramFile("""{ "Dns": { "Workers": 1, "Workers": 2 } }""");

        LoadedSettings settings = Load([]);

        Assert.That(settings.Problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Load_EmptyList_IsNamedByItsKey()
    {
        WriteProgramFile("""{ "$schema": "x", "Admin": { "HostNames": [], "Listen": null } }""");

        LoadedSettings settings = Load([]);

        Assert.That(settings.Values["Admin:HostNames"], Is.Empty);
    }

    [Test]
    public void Load_TestVariables_AreIgnored()
    {
        LoadedSettings settings = Load(new() { ["BKD_TEST_Dns__Workers"] = "7" });

        Assert.That(settings.Values.Keys, Is.EqualTo(new[] { "Storage:DataDirectory" }));
    }

    [Test]
    public void Split_SettingsAmongWords_AreTakenOut()
    {
        ArgumentSplit split = ArgumentSettings.Split(["why", "--Dns:Listen:0", "127.0.0.1:53", "example.com", "--type", "AAAA", "--Cache:Capacity=5000"]);

        Assert.That(split.Words, Is.EqualTo(new[] { "why", "example.com", "--type", "AAAA" }));
    }

    [Test]
    public void Split_SettingWithoutValue_IsAProblem()
    {
        ArgumentSplit split = ArgumentSettings.Split(["run", "--Dns:Listen:0", "--Dns:Workers", "1"]);

        Assert.That(split.Problems.Select(problem => problem.Key), Is.EqualTo(new[] { "Dns:Listen:0" }));
    }

    private LoadedSettings Load(Dictionary<string, string> environment, params string[] arguments) =>
        SettingsLoader.Load(_program, environment, ArgumentSettings.Split([.. arguments, "--Storage:DataDirectory", _data]));

    private void WriteProgramFile(string text) => File.WriteAllText(Path.Combine(_program, "appsettings.json"), text);

    private void WriteDataFile(string text) => File.WriteAllText(Path.Combine(_data, "appsettings.json"), text);
}
