using NUnit.Framework;

namespace BhaiKaDns.Collections;

[TestFixture]
internal sealed class TagSetsTests
{
    [Test]
    public void Union_InAnyOrder_GivesTheSameTag()
    {
        TagSets tags = new();
        ushort one = tags.Of(1);
        ushort two = tags.Of(2);
        ushort three = tags.Of(3);

        ushort left = tags.Union(tags.Union(one, two), three);
        ushort right = tags.Union(two, tags.Union(three, one));

        Assert.That(left, Is.EqualTo(right));
        Assert.That(tags.Members(left).ToArray(), Is.EqualTo(new uint[] { 1, 2, 3 }));
    }

    [Test]
    public void Union_AllNumbersUsed_KeepsTheFirst()
    {
        TagSets tags = new();
        uint member = 1;
        while (tags.Count <= NameSet.MaxTag)
        {
            tags.Of(member++);
        }

        ushort union = tags.Union(5, 6);

        Assert.That(union, Is.EqualTo(5));
        Assert.That(tags.Refused, Is.EqualTo(1));
    }
}
