namespace BhaiKaDns.Hosting.Settings;

/// <summary>Every problem of settings that are not in force yet, judged by all sections together.</summary>
internal delegate IReadOnlyList<SettingProblem> SettingsJudge(LoadedSettings settings);
