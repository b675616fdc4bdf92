using System.Text.Json;
using BhaiKaDns.Intelligence.Domains;
using BhaiKaDns.Intelligence.Training;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class EvaluateCommandTests
{
    private static readonly string[] Blocks =
        ["models", "seed", "skipped", "generated", "benign", "swarms", "phishing", "lookAlikes", "categories", "typos", "typoNegatives", "typosOfGenerated", "tunnels", "threatSets", "speed"];

    [Test]
    public async Task Evaluate_EveryKindOfFile_GivesABlockForEach()
    {
        using ProcessUnderTest process = new();
        using SmallData data = new();
        data.Write("unknown.tsv.gz", ["row"]);

        int code = await process.InvokeAsync("evaluate", "--data", data.Path, "--json");

        using JsonDocument report = JsonDocument.Parse(process.Output.ToString());
        Assert.That((code, process.Error.ToString()), Is.EqualTo((ExitCodes.Done, "")));
        Assert.That(Blocks.Where(block => !report.RootElement.TryGetProperty(block, out JsonElement value) || value.ValueKind is JsonValueKind.Null), Is.Empty);
        Assert.That(report.RootElement.GetProperty("skipped").EnumerateArray().Select(file => file.GetString()), Is.EqualTo(new[] { "unknown.tsv.gz" }));
    }

    [Test]
    public async Task Evaluate_NumberThatIsNone_IsNullAndADashInTables()
    {
        using ProcessUnderTest process = new();
        using SmallData data = new();
        File.Delete(Path.Combine(data.Path, "benign_fqdn_train.txt.gz"));

        int json = await process.InvokeAsync("evaluate", "--data", data.Path, "--json");
        using JsonDocument report = JsonDocument.Parse(process.Output.ToString());
        process.Output.GetStringBuilder().Clear();
        int text = await process.InvokeAsync("evaluate", "--data", data.Path);

        Assert.That((json, text, report.RootElement.GetProperty("phishing")[0].GetProperty("area").ValueKind), Is.EqualTo((ExitCodes.Done, ExitCodes.Done, JsonValueKind.Null)));
        Assert.That(process.Output.ToString(), Does.Match("all +200 +0 +-").And.Contain("Speed of one score"));
    }

    [Test]
    public async Task Evaluate_EmptyFolder_StillTellsOfTheModels()
    {
        using ProcessUnderTest process = new();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bhaikadns-");

        int code = await process.InvokeAsync("evaluate", "--data", folder.FullName);

        folder.Delete();
        Assert.That(code, Is.EqualTo(ExitCodes.Done));
        Assert.That(process.Output.ToString(), Does.Contain(EmbeddedModels.Threat.File.Hash));
    }

    [TestCase("is missing", "--leave-out", "0")]
    [TestCase("--leave-out takes 0 to 2", "--leave-out", "3")]
    [TestCase("is refused", "--model", "/nowhere/threat.bkm")]
    public async Task Evaluate_WhatCannotBe_SaysSoAndExitsWithTwo(string reason, params string[] arguments)
    {
        using ProcessUnderTest process = new();
        using SmallData data = new();

        int code = await process.InvokeAsync(["evaluate", "--data", data.Path, .. arguments]);

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(process.Error.ToString(), Does.Contain(reason));
    }

    [Test]
    public async Task Evaluate_NoFolderOrBadFile_ExitsWithTwo()
    {
        using ProcessUnderTest process = new();
        using SmallData data = new();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "dga_bad.tsv.gz"), "not compressed");

        int bad = await process.InvokeAsync("evaluate", "--data", data.Path);
        int none = await process.InvokeAsync("evaluate", "--data", Path.Combine(data.Path, "none"));

        Assert.That((bad, none), Is.EqualTo((ExitCodes.BadSettings, ExitCodes.BadSettings)));
    }

    [Test]
    public async Task Train_DataMissing_NamesEachFileAndExitsWithTwo()
    {
        using ProcessUnderTest process = new();
        using SmallData data = new();
        File.Delete(Path.Combine(data.Path, "dga_train.tsv.gz"));

        int code = await process.InvokeAsync("train", "--data", data.Path);

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(process.Error.ToString(), Does.Contain("dga_train.tsv.gz is missing").And.Contain("english_words_7k.txt.gz is missing"));
    }
}
