using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.FirstRun;

internal sealed class TestPageTests
{
    [Test]
    public async Task Render_NothingAnswers_NoTickIsGreenThatShouldNotBe()
    {
        await using FirstRunContext context = new();

        IRenderedComponent<TestPage> page = context.Render<TestPage>();
        page.WaitForElement(".tick-bad", TimeSpan.FromSeconds(10));

        await page.WaitUntilAsync(() => Assert.That(page.FindAll(".ticks .tick").Count, Is.EqualTo(10)));
        Assert.That(page.FindAll(".tick-good h3").Select(title => title.TextContent), Is.EqualTo(new[] { "Good:No way round over IPv6" }));
    }

    [TestCase("192.168.1.30", "this device asks another one")]
    [TestCase("127.0.0.1", "open on the server itself")]
    [TestCase("", "not known here")]
    public async Task Render_Reader_IsTold(string from, string sentence)
    {
        await using FirstRunContext context = new(from: from);

        IRenderedComponent<TestPage> page = context.Render<TestPage>();

        Assert.That(page.Find(".tick").TextContent, Does.Contain(sentence));
    }
}
