namespace BhaiKaDns.Import;

/// <summary>What was understood of somebody else's configuration.</summary>
/// <param name="Product">What the file was taken for.</param>
/// <param name="Settings">By key; a list is an array of texts or of mappings.</param>
internal sealed record ImportResult(
    string Product, IReadOnlyDictionary<string, object> Settings, ImportedPolicy Policy, IReadOnlyList<string> Taken, IReadOnlyList<LeftOut> Left);

/// <summary>Something that was not taken.</summary>
/// <param name="Reason">Half a sentence.</param>
internal readonly record struct LeftOut(string What, string Reason);
