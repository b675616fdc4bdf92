namespace BhaiKaDns.Hosting.Settings;

/// <summary>One thing that is wrong with the settings, said to a person.</summary>
/// <param name="Key">The key with its sections (<c>Dns:Listen:0</c>), or the file if it could not be read at all.</param>
/// <param name="Reason">Half a sentence that follows the key.</param>
/// <param name="Where">File, variable or argument that says it; empty where that is plain.</param>
internal sealed record SettingProblem(string Key, string Reason, string Where = "")
{
    public override string ToString() => Where.Length == 0 ? $"{Key}: {Reason}" : $"{Key}: {Reason} ({Where})";
}
