using BhaiKaDns.Policy.People;

namespace BhaiKaDns.Import;

/// <summary>What was understood of somebody else's configuration.</summary>
/// <param name="Product">What the file was taken for.</param>
/// <param name="Settings">By key; a list is an array of texts or of mappings.</param>
/// <param name="Added">By key, elements for lists of settings, which keep what they have: lines of list syntax, paths of hosts files.</param>
/// <param name="Policy">What goes to the database.</param>
internal sealed record ImportResult(
    string Product,
    IReadOnlyDictionary<string, object> Settings,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Added,
    PolicyImport Policy,
    IReadOnlyList<string> Taken,
    IReadOnlyList<LeftOut> Left);

/// <summary>Something that was not taken.</summary>
/// <param name="Reason">Half a sentence.</param>
internal readonly record struct LeftOut(string What, string Reason);
