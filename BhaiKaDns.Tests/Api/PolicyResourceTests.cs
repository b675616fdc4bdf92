using System.Net.Http.Json;
using System.Text.Json;
using BhaiKaDns.Api.Contract;
using NUnit.Framework;

namespace BhaiKaDns.Api;

/// <summary>What can be done to each resource of the policy, and what not.</summary>
internal sealed class PolicyResourceTests
{
    private ApiUnderTest _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiUnderTest.StartAsync(
        "--Policy:Groups:0:Name", "declared", "--Policy:Devices:0:Name", "declared", "--Policy:Devices:0:Addresses:0", "192.168.1.99",
        "--Policy:Schedules:0:Name", "declared", "--Policy:Schedules:0:Groups:0", "declared", "--Policy:Schedules:0:Everything", "true", "--Policy:Schedules:0:Ranges:0:From", "00:00",
        "--Policy:Records:0:Name", "declared.lan", "--Policy:Records:0:Value", "192.0.2.99", "--Filtering:Rules:0", "||declared.example^");

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("devices", """{"name":"phone 1","addresses":["192.168.1.30"],"tags":["device_phone"]}""")]
    [TestCase("groups", """{"name":"kids","blockedTtlSeconds":30,"youTube":"moderate","reasonModes":[{"reason":"threat-feed","mode":"custom","customAddresses":["192.0.2.1"]}]}""")]
    [TestCase("schedules", """{"name":"night","groups":["default"],"ranges":[{"days":["friday"],"from":"22:00:00","to":"06:00:00"}],"everything":true,"holidays":["2027-12-25"]}""")]
    [TestCase("rules", """{"text":"||noisy.example^","note":"loud","client":"192.168.1.77"}""")]
    [TestCase("records", """{"name":"nas.lan","type":"A","value":"192.0.2.5","ttlSeconds":60}""")]
    [TestCase("lists", """{"name":"spare","source":"builtin:starter","kind":"allow","enabled":false,"intervalSeconds":3600}""")]
    public async Task Post_Good_CanBeReadBackPutBackAndTakenAway(string resource, string body)
    {
        using HttpResponseMessage added = await AskAsync("POST", resource, body);
        string place = added.Headers.Location!.ToString();
        using HttpResponseMessage read = await _api.SendAsync(null, "GET", place, control: true);
        string text = await read.Content.ReadAsStringAsync();
        using HttpResponseMessage changed = await _api.SendAsync(null, "PUT", place, text, control: true, request => request.Headers.IfMatch.Add(read.Headers.ETag!));
        using HttpResponseMessage removed = await _api.SendAsync(null, "DELETE", place, control: true);
        using HttpResponseMessage gone = await _api.SendAsync(null, "GET", place, control: true);

        using JsonDocument sent = JsonDocument.Parse(body);
        using JsonDocument kept = JsonDocument.Parse(text);
        string[] lost = [.. sent.RootElement.EnumerateObject().Where(member => !IsKept(kept.RootElement, member)).Select(member => member.Name)];
        Assert.That(
            (lost, (int)added.StatusCode, (int)read.StatusCode, (int)changed.StatusCode, (int)removed.StatusCode, (int)gone.StatusCode),
            Is.EqualTo((Array.Empty<string>(), 201, 200, 200, 204, 404)),
            await changed.Content.ReadAsStringAsync());
    }

    [TestCase("devices", """{"name":"d","addresses":["nonsense"]}""", "addresses[0]")]
    [TestCase("groups", """{"name":"g","lists":["none"]}""", "lists[0]")]
    [TestCase("groups", """{"name":"g","blockedTtlSeconds":100000}""", "blockedTtlSeconds")]
    [TestCase("groups", """{"name":"g","youTube":"loud"}""", "youTube")]
    [TestCase("schedules", """{"name":"s","groups":["default"],"everything":true}""", "ranges")]
    [TestCase("schedules", """{"name":"s","groups":["default"],"everything":true,"ranges":[{"from":"25:00","to":"06:00"}]}""", "ranges[0].from")]
    [TestCase("rules", """{"text":"/(/"}""", "text")]
    [TestCase("records", """{"name":"x.lan","value":"192.0.2.1","ttlSeconds":-1}""", "ttlSeconds")]
    [TestCase("lists", """{"name":"l","source":"gopher://lists.example/"}""", "source")]
    [TestCase("devices", """{"name":"d","adresses":[]}""", "adresses")]
    [TestCase("devices", """{"name":"d","name":"e"}""", "name")]
    [TestCase("devices", """{"name":"d","tags":[null]}""", "")]
    public async Task Post_Bad_NamesTheMember(string resource, string body, string member)
    {
        using HttpResponseMessage answer = await AskAsync("POST", resource, body);

        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(((int)answer.StatusCode, problem.GetProperty("errors").EnumerateObject().First().Name), Is.EqualTo((422, member)));
    }

    [TestCase("devices/declared", """{"name":"declared"}""")]
    [TestCase("groups/declared", """{"name":"declared"}""")]
    [TestCase("schedules/declared", """{"name":"declared","groups":["default"],"ranges":[{"from":"21:00","to":"06:00"}],"everything":true}""")]
    [TestCase("rules/settings-1", """{"text":"||other.example^"}""")]
    [TestCase("lists/starter", """{"name":"starter","source":"builtin:starter"}""")]
    public async Task Change_DeclaredInAFile_IsAConflict(string place, string body)
    {
        using HttpResponseMessage changed = await AskAsync("PUT", place, body);
        using HttpResponseMessage removed = await AskAsync("DELETE", place);

        Assert.That(((int)changed.StatusCode, (int)removed.StatusCode), Is.EqualTo((409, 409)));
    }

    [Test]
    public async Task Change_RecordDeclaredInAFile_IsAConflict()
    {
        using HttpResponseMessage all = await AskAsync("GET", "records");
        JsonElement declared = (await all.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray().First(record => record.GetProperty("isReadOnly").GetBoolean());

        using HttpResponseMessage removed = await AskAsync("DELETE", $"records/{declared.GetProperty("id").GetString()}");

        Assert.That((int)removed.StatusCode, Is.EqualTo(409));
    }

    [TestCase("devices", """{"name":"seen"}""")]
    [TestCase("groups", """{"name":"seen"}""")]
    [TestCase("rules", """{"text":"||seen.example^"}""")]
    [TestCase("records", """{"name":"seen.lan","value":"192.0.2.7"}""")]
    [TestCase("lists", """{"name":"seen","source":"builtin:starter","enabled":false}""")]
    public async Task Change_MeantForAnotherVersion_IsRefused(string resource, string body)
    {
        using HttpResponseMessage added = await AskAsync("POST", resource, body);
        string place = added.Headers.Location!.ToString();

        using HttpResponseMessage changed = await _api.SendAsync(null, "PUT", place, body, control: true, request => request.Headers.TryAddWithoutValidation("If-Match", "\"another\""));
        using HttpResponseMessage removed = await _api.SendAsync(null, "DELETE", place, control: true, change: request => request.Headers.TryAddWithoutValidation("If-Match", "no tag"));

        Assert.That(((int)changed.StatusCode, (int)removed.StatusCode), Is.EqualTo((412, 412)));
    }

    [Test]
    public async Task Put_GroupDefaultThatNobodyWroteDown_AddsIt()
    {
        using HttpResponseMessage changed = await AskAsync("PUT", "groups/default", """{"name":"default","firefoxCanary":false}""");

        Assert.That((await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("firefoxCanary").GetBoolean(), Is.False);
    }

    [Test]
    public async Task GetGroup_ScheduleRuns_TellsIt()
    {
        using HttpResponseMessage group = await AskAsync("GET", "groups/declared");
        using HttpResponseMessage schedule = await AskAsync("GET", "schedules/declared");

        string? blockedBy = (await group.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("blockedBySchedule").GetString();
        bool isInForce = (await schedule.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("isInForce").GetBoolean();
        Assert.That((blockedBy, isInForce), Is.EqualTo(("declared", true)));
    }

    [TestCase("pause", """{"group":"nobody"}""", 404)]
    [TestCase("pause", """{"forSeconds":0}""", 422)]
    [TestCase("pause", """{"forSeconds":9223372036854775807}""", 422)]
    [TestCase("allow", """{"name":"a..b"}""", 422)]
    [TestCase("feedback", """{"name":"shop.example"}""", 422)]
    [TestCase("feedback", """{"name":"shop.example","verdict":"meh"}""", 422)]
    [TestCase("feedback", """{"name":"shop.example","verdict":"bad"}""", 204)]
    [TestCase("import", """{"groups":null}""", 422)]
    [TestCase("import", """{"Groups":[{"Name":"imported","YouTube":"Strict"}]}""", 200)]
    public async Task Post_Action_IsAnswered(string action, string body, int status)
    {
        using HttpResponseMessage answer = await AskAsync("POST", action, body);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task GetPauses_AfterPauseAndResume_TellsWhatHolds()
    {
        using HttpResponseMessage paused = await AskAsync("POST", "pause", """{"group":"declared","forSeconds":600}""");
        using HttpResponseMessage during = await AskAsync("GET", "pauses");
        using HttpResponseMessage resumed = await AskAsync("POST", "resume", """{"group":"declared"}""");
        using HttpResponseMessage after = await AskAsync("GET", "pauses");

        Assert.That(
            ((await during.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items")[0].GetProperty("group").GetString(), await after.Content.ReadAsStringAsync()),
            Is.EqualTo(("declared", """{"items":[]}""")));
    }

    private static bool IsKept(JsonElement kept, JsonProperty member) => kept.TryGetProperty(member.Name, out JsonElement value) && JsonElement.DeepEquals(value, member.Value);

    private Task<HttpResponseMessage> AskAsync(string method, string place, string? body = null) => _api.SendAsync(null, method, $"/api/v1/{place}", body, control: true);
}
