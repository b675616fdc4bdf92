using System.Globalization;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Pipeline;
using BhaiKaDns.Policy.People;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Scenarios;

/// <summary>Plays one conversation; the language is described in <c>Scenarios/README.md</c>.</summary>
internal sealed class Scenario : IDisposable
{
    private readonly (int Number, string Word, string Text)[] _lines;
    private readonly PipelineHarness _house;
    private readonly Queue<AskedQuery> _open = new();

    public Scenario(string text)
    {
        _lines = [.. text.Split('\n').Select(Parse).Where(line => line.Word.Length > 0)];
        _house = new PipelineHarness([.. _lines.Where(line => line.Word is "set").Select(line => Pair(line.Text))]);
    }

    public async Task PlayAsync()
    {
        foreach ((int number, string word, string rest) in _lines)
        {
            await PlayAsync(number, word, rest);
        }

        Assert.That(_open, Is.Empty, "Some queries are not spoken of again.");
    }

    public void Dispose() => _house.Dispose();

    private async Task PlayAsync(int number, string word, string rest)
    {
        switch (word)
        {
            case "set":
                break;
            case "rules":
                await _house.Policies.SetRulesAsync(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries), CancellationToken.None);
                break;
            case "lists":
                await _house.Policies.LoadAsync(CancellationToken.None);
                break;
            case "ask":
                Ask(rest.Split(' '));
                break;
            case "upstream":
                _house.Reply(rest);
                break;
            case "asked":
                Assert.That(_house.Upstream.Started, Has.Count.EqualTo(int.Parse(rest, CultureInfo.InvariantCulture)), At(number));
                break;
            case "asked-from":
                Assert.That(_house.Upstream.Asked[^1], Is.EqualTo(rest), At(number));
                break;
            case "pass":
                _house.Pass(TimeSpan.ParseExact(rest, @"h\:mm\:ss\.fff", CultureInfo.InvariantCulture));
                _ = await _house.Policies.TickAsync(CancellationToken.None);
                break;
            case "clock":
                _house.Pass(DateTimeOffset.Parse(rest, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - _house.Time.GetUtcNow());
                _ = await _house.Policies.TickAsync(CancellationToken.None);
                break;
            case "pause":
                await PauseAsync(rest.Split(' '));
                break;
            case "allow":
                await AllowAsync(rest.Split(' '));
                break;
            case "waits":
                Assert.That(_open.Peek().Text, Is.EqualTo("nothing"), At(number));
                break;
            case "answer":
                Assert.That(_open.Dequeue().Text, Is.EqualTo(rest), At(number));
                break;
            case "answers":
                Assert.That(_open.Select(asked => asked.Text), Is.All.EqualTo(rest), At(number));
                _open.Clear();
                break;
            default:
                Assert.Fail($"{At(number)}: '{word}' is no word of a scenario.");
                break;
        }
    }

    // GROUP LENGTH
    private async Task PauseAsync(string[] words)
    {
        PolicyEdit edit = await _house.Get<PolicyActions>().PauseAsync(words[0], TimeSpan.Parse(words[1], CultureInfo.InvariantCulture), CancellationToken.None);
        Assert.That(edit.Text, Is.Empty);
    }

    // NAME CLIENT LENGTH
    private async Task AllowAsync(string[] words)
    {
        TimeSpan length = TimeSpan.Parse(words[2], CultureInfo.InvariantCulture);
        PolicyEdit edit = await _house.Get<PolicyActions>().DecideAsync(words[0], isAllowed: true, words[1], length, "scenario", CancellationToken.None);
        Assert.That(edit.Text, Is.Empty);
    }

    // NAME TYPE [edns] [do] [cd] [tcp] [xN] [@CLIENT]
    private void Ask(string[] words)
    {
        bool dnssecOk = words.Contains("do");
        ClientQuery query = new(words[0], RecordTypeText.TryParse(words[1], out RecordType type) ? type : RecordType.None)
        {
            HasEdns = dnssecOk || words.Contains("edns"),
            DnssecOk = dnssecOk,
            Flags = HeaderFlags.RecursionDesired | (words.Contains("cd") ? HeaderFlags.CheckingDisabled : HeaderFlags.None),
        };
        int times = words.Where(word => word.StartsWith('x')).Select(word => int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture)).SingleOrDefault(1);
        string client = words.FirstOrDefault(word => word.StartsWith('@'))?[1..] ?? PipelineHarness.HomeClient;
        for (int time = 0; time < times; time++)
        {
            _open.Enqueue(_house.Ask(query, client, protocol: words.Contains("tcp") ? TransportProtocol.Tcp : TransportProtocol.Udp));
        }
    }

    private static string At(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

    private static (string Key, string Value) Pair(string rest) => (rest.Split(' ')[0], rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

    private static (int Number, string Word, string Text) Parse(string line, int index)
    {
        string[] parts = line.Split('#')[0].Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        return (index + 1, parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
