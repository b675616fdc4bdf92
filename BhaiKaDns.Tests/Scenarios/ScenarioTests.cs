using NUnit.Framework;

namespace BhaiKaDns.Scenarios;

/// <summary>Every text file of this folder is one test.</summary>
internal sealed class ScenarioTests
{
    public static IEnumerable<TestCaseData> Files => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Scenarios"), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(path => new TestCaseData(path).SetName($"Play_{Path.GetFileNameWithoutExtension(path)}_GoesAsWritten"));

    [TestCaseSource(nameof(Files))]
    public async Task Play_Scenario_GoesAsWritten(string path)
    {
        using Scenario scenario = new(await File.ReadAllTextAsync(path));

        await scenario.PlayAsync();
    }
}
