using BhaiKaDns.Audit;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;

namespace BhaiKaDns.Commands;

internal sealed class UserCommandTests
{
    private TemporaryFolder _folder = null!;
    private ProcessUnderTest _process = null!;

    private string DataDirectory => _process.Arguments[1];

    [SetUp]
    public void Make()
    {
        _folder = new TemporaryFolder();
        _process = new ProcessUnderTest();
    }

    [TearDown]
    public void Remove()
    {
        _process.Dispose();
        _folder.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Add_WithAndWithoutAnInstance_IsListedAndAudited(bool isRunning)
    {
        await using WebApplication? app = isRunning ? _process.Build() : null;
        await (app?.StartAsync() ?? Task.CompletedTask);

        int first = await AddAsync("asha", "admin");
        int second = await AddAsync("ravi", "viewer");
        int listed = await _process.InvokeAsync("user", "list");

        Assert.That((first, second, listed), Is.EqualTo((ExitCodes.Done, ExitCodes.Done, ExitCodes.Done)), _process.Error.ToString());
        Assert.That(_process.Output.ToString(), Does.Contain("asha  admin").And.Contain("ravi  viewer"));
        Assert.That(AuditFile.Verify(Path.Combine(DataDirectory, AuditTrail.FileName)), Is.EqualTo((2L, 0L)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Password_Forgotten_IsChanged(bool isRunning)
    {
        await using WebApplication? app = isRunning ? _process.Build() : null;
        await (app?.StartAsync() ?? Task.CompletedTask);
        await AddAsync("asha", "admin");

        int code = await _process.InvokeAsync("user", "password", "asha", "--password-file", PasswordFile("another long sentence of it"));

        Assert.That(code, Is.EqualTo(ExitCodes.Done), _process.Error.ToString());
        Assert.That(_process.Output.ToString(), Does.Contain("The password of asha is changed."));
    }

    [TestCase("asha", "admin", "short", "password", true)]
    [TestCase("asha", "admin", "short", "password", false)]
    [TestCase("asha", "owner", "a long sentence of the house", "must be viewer, parent or admin", true)]
    [TestCase("asha", "owner", "a long sentence of the house", "must be viewer, parent or admin", false)]
    [TestCase("a b/c", "admin", "a long sentence of the house", "ame", false)]
    [TestCase("asha", "admin", "", "No password was given", false)]
    public async Task Add_Wrong_ExitsWithTwoAndSaysWhy(string name, string role, string password, string reason, bool isRunning)
    {
        await using WebApplication? app = isRunning ? _process.Build() : null;
        await (app?.StartAsync() ?? Task.CompletedTask);

        int code = await _process.InvokeAsync("user", "add", name, "--role", role, "--password-file", PasswordFile(password));

        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(_process.Error.ToString(), Does.Contain(reason));
    }

    [Test]
    public async Task Add_NameTakenOrNoAdministratorYet_ExitsWithTwo()
    {
        int viewer = await AddAsync("ravi", "viewer");
        await AddAsync("asha", "admin");
        int again = await AddAsync("Asha", "viewer");

        Assert.That((viewer, again), Is.EqualTo((ExitCodes.BadSettings, ExitCodes.BadSettings)), _process.Error.ToString());
    }

    [Test]
    public async Task Password_OfNobodyOrFileMissing_ExitsWithTwo()
    {
        int nobody = await _process.InvokeAsync("user", "password", "nobody", "--password-file", PasswordFile("a long sentence of the house"));
        int missing = await _process.InvokeAsync("user", "password", "asha", "--password-file", _folder.Combine("nothing"));

        Assert.That((nobody, missing), Is.EqualTo((ExitCodes.BadSettings, ExitCodes.BadSettings)));
    }

    [Test]
    public async Task Check_AuditTrailWasChanged_ExitsWithTwoAndNamesTheLine()
    {
        await AddAsync("asha", "admin");
        await AddAsync("ravi", "viewer");
        int before = await _process.InvokeAsync("check");
        string trail = Path.Combine(DataDirectory, AuditTrail.FileName);
        await File.WriteAllTextAsync(trail, (await File.ReadAllTextAsync(trail)).Replace("ravi", "mina", StringComparison.Ordinal));

        int after = await _process.InvokeAsync("check");

        Assert.That((before, after), Is.EqualTo((ExitCodes.Done, ExitCodes.BadSettings)));
        Assert.That(_process.Error.ToString(), Does.Contain($"line 2 of {AuditTrail.FileName} does not follow from the 1 entries before it"));
    }

    private Task<int> AddAsync(string name, string role) => _process.InvokeAsync("user", "add", name, "--role", role, "--password-file", PasswordFile("a long sentence of the house"));

    private string PasswordFile(string password)
    {
        string path = _folder.Combine("password");
        File.WriteAllText(path, password + "\n");
        return path;
    }
}
