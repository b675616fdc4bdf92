using BhaiKaDns.Hosting;
using BhaiKaDns.Hosting.Settings;

namespace BhaiKaDns.Commands;

/// <summary>What one invocation works with.</summary>
internal sealed record CommandContext(Composition Composition, LoadedSettings Settings, TextWriter Output, TextWriter Error)
{
    public DataDirectory DataDirectory => SettingsLoader.DirectoryOf(Settings);

    /// <summary>Prints every problem of the settings; false if there is one.</summary>
    public async Task<bool> SettingsAreGoodAsync()
    {
        IReadOnlyList<SettingProblem> problems = Composition.Check(Settings);
        foreach (SettingProblem problem in problems)
        {
            await Error.WriteLineAsync(problem.ToString());
        }

        return problems.Count == 0;
    }
}
