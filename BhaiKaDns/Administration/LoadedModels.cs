using BhaiKaDns.Intelligence;
using BhaiKaDns.Intelligence.Domains;

namespace BhaiKaDns.Administration;

/// <summary>The model files that the engine judges by now.</summary>
internal static class LoadedModels
{
    /// <returns>None while nothing is loaded, where detection is off, and where all were refused.</returns>
    public static IReadOnlyList<ModelFile> Models(this EngineLoader loader) => loader.Engine is { } engine
        ? [.. new[] { engine.Threat?.File, engine.Host?.File, engine.Category?.File }.OfType<ModelFile>()]
        : [];
}
