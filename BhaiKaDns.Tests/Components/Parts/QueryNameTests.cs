using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Parts;

internal sealed class QueryNameTests
{
    [TestCase("Kitchen laptop", "Kitchen laptop")]
    [TestCase("a\\032b.example", "a\\032b.example")]
    [TestCase("evil\u202Egpj.example", "evil\\u{202E}gpj.example")]
    [TestCase("tab\there", "tab\\u{9}here")]
    public void Render_WordsOfPeople_KeepTheirSpacesAndNothingThatActs(string value, string shown)
    {
        using PageContext context = new();

        IRenderedComponent<QueryName> name = context.Render<QueryName>(parameters => parameters.Add(part => part.Value, value));

        Assert.That(name.Find("bdi").TextContent, Is.EqualTo(shown));
    }
}
