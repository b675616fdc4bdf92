using NUnit.Framework;

namespace BhaiKaDns.Intelligence;

internal sealed class TypoAdviceTests
{
    [Test]
    public async Task SuggestFor_MistypedPopularNames_NamesWhatWasMeant()
    {
        using EngineHarness house = new();
        TypoAdvice advice = house.Get<TypoAdvice>();
        await advice.PrepareAsync();

        string?[] meant = [.. new[] { "gogle.com", "www.facebok.com", "wwwgoogle.com", "google.com", "no-such-thing-at-all.example" }.Select(name => advice.SuggestFor(name.Wire()))];

        Assert.That(meant, Is.EqualTo(new[] { "google.com", "facebook.com", "google.com", null, null }));
    }

    [Test]
    public async Task Consider_SameTwice_CountsIt()
    {
        using EngineHarness house = new();
        TypoAdvice advice = house.Get<TypoAdvice>();
        await advice.PrepareAsync();

        advice.Consider("facebok.com".Wire(), 1_000);
        advice.Consider("facebok.com".Wire(), 2_000);

        Assert.That(advice.Notes.Select(note => (note.Typed, note.Meant, note.Count)), Is.EqualTo(new[] { ("facebok.com", "facebook.com", 2) }));
    }

    [Test]
    public async Task SuggestFor_SwitchedOff_SaysNothing()
    {
        using EngineHarness house = new(("Intelligence:Typos", "Off"));
        TypoAdvice advice = house.Get<TypoAdvice>();
        await advice.PrepareAsync();

        Assert.That(advice.SuggestFor("gogle.com".Wire()), Is.Null);
    }
}
