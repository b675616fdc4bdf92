using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Collections;

[TestFixture]
internal sealed class NameSetTests
{
    private static readonly Gen<string> Name =
        Gen.String[Gen.Char["abc"], 1, 2].Array[1, 5].Select(labels => string.Join('.', labels));

    [Test]
    public void Find_AnyNames_AgreesWithHashSetOfStrings() =>
        Gen.Select(Name.Array[0, 400], Name.Array[1, 100]).Sample((added, asked) =>
        {
            HashSet<string> model = new(added, StringComparer.Ordinal);
            NameSet set = Build(added);

            return set.Count == model.Count
                && asked.All(name => (set.Find(Hash(name)) != 0) == model.Contains(name))
                && model.All(name => set.Find(Hash(name)) == 1);
        });

    [Test]
    public void Find_FewerNamesPromisedThanAdded_FindsAllUntilFull()
    {
        TagSets tags = new();
        ushort tag = tags.Of(1);
        using NameSetBuilder builder = new(100);
        int added = 0;

        while (builder.TryAdd(Hash($"n{added}.example"), 2, tag, tags))
        {
            added++;
        }

        NameSet set = builder.Build();
        Assert.That(added, Is.InRange(100, 120));
        Assert.That(Enumerable.Range(0, added).All(index => set.Find(Hash($"n{index}.example")) == tag), Is.True);
    }

    [Test]
    public void Find_HundredThousandNames_FindsAllAndNothingElse()
    {
        string[] names = [.. Enumerable.Range(0, 100_000).Select(index => $"name{index}.example")];
        NameSet set = Build(names);

        int wrong = Enumerable.Range(0, 1_000_000).Count(index => set.Find(Hash($"other{index}.example")) != 0);

        Assert.That(names.All(name => set.Find(Hash(name)) != 0), Is.True);
        Assert.That(wrong, Is.Zero);
        Assert.That(set.MemoryLength / (double)set.Count, Is.LessThan(8));
    }

    [Test]
    public void TryAdd_SameNameFromTwoLists_JoinsTheirTags()
    {
        TagSets tags = new();
        using NameSetBuilder builder = new(10);
        builder.TryAdd(Hash("a.example"), 2, tags.Of(7), tags);
        builder.TryAdd(Hash("a.example"), 2, tags.Of(3), tags);

        NameSet set = builder.Build();

        Assert.That(set.Count, Is.EqualTo(1));
        Assert.That(tags.Members(set.Find(Hash("a.example"))).ToArray(), Is.EqualTo(new uint[] { 3, 7 }));
    }

    [Test]
    public void Find_EmptySet_FindsNothing()
    {
        Assert.That(NameSet.Empty.Find(Hash("a.example")), Is.Zero);
        Assert.That(NameSet.Empty.MinLabels, Is.GreaterThan(NameSet.Empty.MaxLabels));
    }

    [Test]
    public void Retire_WhileAReaderHoldsTheSet_ReadsNothingForeign()
    {
        NameSet set = Build(["a.example", "b.example"]);

        set.Retire();

        Assert.That(set.Find(Hash("a.example")), Is.EqualTo(OperatingSystem.IsLinux() ? 0 : 1));
    }

    [Test]
    public void Find_AnyName_AllocatesNothing()
    {
        NameSet set = Build(["a.example", "b.example"]);
        byte[] name = Wire("x.y.a.example");

        long allocated = Allocations.Of(() =>
        {
            Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
            int count = SuffixHashes.Compute(name, hashes);
            for (int index = 0; index < count; index++)
            {
                _ = set.Find(hashes[index]);
            }
        });

        Assert.That(allocated, Is.Zero);
    }

    internal static byte[] Wire(string name) =>
        [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];

    private static NameSet Build(string[] names)
    {
        TagSets tags = new();
        using NameSetBuilder builder = new(names.Length);
        foreach (string name in names)
        {
            Assert.That(builder.TryAddLater(Hash(name), name.Count(letter => letter == '.') + 1, tags.Of(1), tags), Is.True);
        }

        Assert.That(builder.TryFlush(tags), Is.True);

        return builder.Build();
    }

    private static ulong Hash(string name) => SuffixHashes.OfWhole(Wire(name), out _);
}
