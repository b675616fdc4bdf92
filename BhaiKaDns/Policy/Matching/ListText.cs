using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Matching;

/// <summary>The text of one list, wherever it lies, ready to be read as often as needed.</summary>
internal sealed class ListText(ushort id, ListKind kind, Func<Stream> open)
{
    public ushort Id => id;

    public ListKind Kind => kind;

    /// <summary>What the last reading found.</summary>
    public RuleTally Tally { get; set; } = new();

    public Stream Open() => open();
}
