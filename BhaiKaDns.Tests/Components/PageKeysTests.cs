using System.Runtime.Versioning;
using BhaiKaDns.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace BhaiKaDns.Components;

internal sealed class PageKeysTests
{
    [Test]
    public void Protect_AfterARestart_IsStillUnderstood()
    {
        using TemporaryFolder folder = new();
        string kept = Protector(folder.Path).Protect("a form");

        string read = Protector(folder.Path).Unprotect(kept);

        Assert.That(read, Is.EqualTo("a form"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [UnsupportedOSPlatform("windows")]
    public void Protect_OnUnix_FolderIsPrivate()
    {
        using TemporaryFolder folder = new();

        _ = Protector(folder.Path).Protect("a form");

        Assert.That(File.GetUnixFileMode(Path.Combine(folder.Path, PageKeys.Folder)) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead), Is.EqualTo(UnixFileMode.None));
    }

    [Test]
    public void Protect_FolderCannotBeMade_WorksForThisRun()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, PageKeys.Folder), "in the way");
        IDataProtector protector = Protector(folder.Path);

        string read = protector.Unprotect(protector.Protect("a form"));

        Assert.That(read, Is.EqualTo("a form"));
    }

    private static IDataProtector Protector(string path)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(new DataDirectory(path));
        services.AddPages();
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
