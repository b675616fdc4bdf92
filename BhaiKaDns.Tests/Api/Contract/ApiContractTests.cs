using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BhaiKaDns.Access;
using BhaiKaDns.Architecture;
using NUnit.Framework;

namespace BhaiKaDns.Api.Contract;

/// <summary>Every operation that the description tells of, called well, badly and by who may not.</summary>
internal sealed class ApiContractTests
{
    private const string RolesFile = "docs/roles.md";
    private const string WriteVariable = "BKD_TEST_WRITE";

    private ApiUnderTest _api = null!;
    private JsonElement _description;
    private IReadOnlyList<DescribedOperation> _operations = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiUnderTest.StartAsync();
        await _api.AddAccountsAsync();
        _description = await _api.ReadDescriptionAsync();
        _operations = DescribedOperation.All(_description);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public void Description_EveryOperation_HasAnExampleAndAnIdOfItsOwn()
    {
        string[] missing = [.. _operations.Where(operation => !OperationExamples.All.ContainsKey(operation.Id)).Select(operation => $"{operation.Id}: {operation.Method} {operation.Path}")];
        string[] gone = [.. OperationExamples.All.Keys.Except(_operations.Select(operation => operation.Id))];

        Assert.That((missing, gone, _operations.DistinctBy(operation => operation.Id).Count()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>(), _operations.Count)));
    }

    [Test]
    public async Task Call_Well_IsAnsweredAsDescribed()
    {
        List<string> problems = [];
        foreach (DescribedOperation operation in _operations.Where(operation => OperationExamples.All.ContainsKey(operation.Id)))
        {
            OperationExample example = OperationExamples.All[operation.Id];
            using HttpResponseMessage answer = await CallAsync(operation, example);
            int status = (int)answer.StatusCode;
            bool isExpected = example.Refused is { } refused ? status == refused : answer.IsSuccessStatusCode;
            problems.AddRange((isExpected ? [] : (string[])[$"answers {status} {await answer.Content.ReadAsStringAsync()}"]).Concat(await ProblemsOfAsync(operation, answer)).Select(problem => $"{operation.Id}: {problem}"));
        }

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Call_Badly_IsAProblemAsDescribed()
    {
        List<string> problems = [];
        foreach (DescribedOperation operation in _operations)
        {
            foreach ((string what, HttpResponseMessage answer, int[] expected) in await CallBadlyAsync(operation))
            {
                using (answer)
                {
                    bool isExpected = expected.Contains((int)answer.StatusCode) && answer.Content.Headers.ContentType?.MediaType == Problems.ContentType;
                    problems.AddRange((isExpected ? [] : (string[])[$"answers {(int)answer.StatusCode} {answer.Content.Headers.ContentType}"])
                        .Concat(await ProblemsOfAsync(operation, answer)).Select(problem => $"{operation.Id} with {what}: {problem}"));
                }
            }
        }

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public async Task Call_ByWhoMayNot_IsRefused()
    {
        List<string> problems = [];
        foreach (DescribedOperation operation in _operations)
        {
            foreach (Role role in (Role[])[Role.None, Role.Viewer, Role.Parent])
            {
                if (RoleTable.May(role, operation))
                {
                    continue;
                }

                using HttpResponseMessage answer = await _api.SendAsync(_api.LoginOf(role), operation.Method, RoleTable.PathOf(operation), operation.HasBody ? "{}" : null);
                int expected = role is Role.None ? 401 : 403;
                if ((int)answer.StatusCode != expected)
                {
                    problems.Add($"{operation.Id} by {role}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void RoleTable_AsDocumented_IsAsTheEndpointsSay()
    {
        string path = Path.Combine(Repository.Root, RolesFile);
        string table = RoleTable.Write(_operations);
        if (Environment.GetEnvironmentVariable(WriteVariable) is { Length: > 0 })
        {
            File.WriteAllText(path, table);
        }

        Assert.That(File.Exists(path) ? File.ReadAllText(path) : "", Is.EqualTo(table), $"Set {WriteVariable} and run this test again to write {RolesFile} anew.");
    }

    private async Task<HttpResponseMessage> CallAsync(DescribedOperation operation, OperationExample example)
    {
        string path = example.Path ?? operation.Path;
        if (example.Before is { } before)
        {
            using HttpResponseMessage made = await _api.SendAsync(_api.AdminToken, "POST", $"/api/v1/{before.Path}", before.Body);
            JsonElement answer = made.IsSuccessStatusCode ? await made.Content.ReadFromJsonAsync<JsonElement>() : default;
            path = answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("id", out JsonElement id) ? path.Replace("{0}", id.ToString(), StringComparison.Ordinal) : path;
        }

        string bearer = example.User is { } user ? await _api.LogInAsync(user) : _api.AdminToken;
        return await _api.SendAsync(bearer, operation.Method, path, example.Body ?? operation.Example);
    }

    private async Task<List<(string What, HttpResponseMessage Answer, int[] Expected)>> CallBadlyAsync(DescribedOperation operation)
    {
        List<(string, HttpResponseMessage, int[])> answers = [];
        string path = RoleTable.PathOf(operation);
        if (operation.HasBody)
        {
            answers.Add(("an unknown member", await _api.SendAsync(_api.AdminToken, operation.Method, path, """{"noSuchMember":1}"""), [422]));
            answers.Add(("half a body", await _api.SendAsync(_api.AdminToken, operation.Method, path, "{\"name\":"), [400]));
            answers.Add(("plain text", await _api.SendAsync(_api.AdminToken, operation.Method, path, change: request => request.Content = new StringContent("x", Encoding.UTF8, "text/plain")), [415]));
        }

        if (operation.HasLimit)
        {
            answers.Add(("a limit of 0", await _api.SendAsync(_api.AdminToken, operation.Method, $"{path}?limit=0"), [422]));
        }

        if (operation.Path.Contains('{', StringComparison.Ordinal) && !operation.HasBody)
        {
            answers.Add(("an id that is not there", await _api.SendAsync(_api.AdminToken, operation.Method, path), [404, 403]));
        }

        return answers;
    }

    private async Task<IReadOnlyList<string>> ProblemsOfAsync(DescribedOperation operation, HttpResponseMessage answer)
    {
        int status = (int)answer.StatusCode;
        if (!operation.Tells(status))
        {
            return [$"{status} is not described"];
        }

        bool isJson = answer.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.Ordinal);
        return operation.SchemaOf(status) is { } schema && isJson
            ? [.. new SchemaCheck(_description).ProblemsOf(await answer.Content.ReadFromJsonAsync<JsonElement>(), schema)]
            : [];
    }
}
