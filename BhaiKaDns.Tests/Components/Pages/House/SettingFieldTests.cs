using AngleSharp.Dom;
using BhaiKaDns.Hosting.Settings;
using Bunit;
using NUnit.Framework;

namespace BhaiKaDns.Components.Pages.House;

internal sealed class SettingFieldTests
{
    [Test]
    public async Task Duration_NumberTyped_KeepsItsUnit()
    {
        await using PageContext page = new();
        string typed = "";
        IRenderedComponent<SettingField> field = Render(page, SettingTypes.Duration, "02:00:00", text => typed = text);

        field.Find("input").Change("3");

        Assert.That(typed, Is.EqualTo("03:00:00"));
    }

    [Test]
    public async Task Duration_UnitChosen_KeepsItsNumber()
    {
        await using PageContext page = new();
        string typed = "";
        IRenderedComponent<SettingField> field = Render(page, SettingTypes.Duration, "02:00:00", text => typed = text);

        field.Find("select").Change("days");

        Assert.That(typed, Is.EqualTo("2.00:00:00"));
    }

    [Test]
    public async Task Fixed_AnyType_CannotBeTypedAndSaysWhy()
    {
        await using PageContext page = new();

        IRenderedComponent<SettingField> field = page.Render<SettingField>(parameters => parameters
            .Add(part => part.Key, "Cache:Capacity").Add(part => part.Title, "Most answers kept").Add(part => part.Type, SettingTypes.Integer)
            .Add(part => part.Text, "5").Add(part => part.IsFixed, true).Add(part => part.Where, "argument --Cache:Capacity"));

        Assert.That((field.Find("input").HasAttribute("disabled"), field.Markup.Contains("argument --Cache:Capacity", StringComparison.Ordinal)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Problem_Given_StandsBesideItsField()
    {
        await using PageContext page = new();

        IRenderedComponent<SettingField> field = page.Render<SettingField>(parameters => parameters
            .Add(part => part.Key, "Cache:Capacity").Add(part => part.Title, "Most answers kept").Add(part => part.Type, SettingTypes.Integer)
            .Add(part => part.Text, "5").Add(part => part.Problem, "must be more"));

        Assert.That(field.Find("input").GetAttribute("aria-describedby"), Does.Contain(field.Find("[role=alert]").Id!));
    }

    private static IRenderedComponent<SettingField> Render(PageContext page, string type, string text, Action<string> typed) =>
        page.Render<SettingField>(parameters => parameters
            .Add(part => part.Key, "Cache:MaxTtl").Add(part => part.Title, "Longest time kept").Add(part => part.Type, type).Add(part => part.Text, text).Add(part => part.TextChanged, typed));
}
