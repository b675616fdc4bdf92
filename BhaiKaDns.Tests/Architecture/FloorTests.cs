using ArchUnitNET.Loader;
using NUnit.Framework;

namespace BhaiKaDns.Architecture;

internal sealed class FloorTests
{
    private static readonly string[] VendorNamespaces = ["LiteDB", "MongoDB", "StackExchange.Redis", "YamlDotNet", "Microsoft.Data.Sqlite", "SQLitePCL", "Tomlyn"];

    private static readonly string[] VendorFolders = ["LiteDb", "Mongo", "Redis", "Yaml", "Sqlite", "Toml"];

    private static readonly string[] BaseOnlyFolders = ["Dns", "Collections"];

    private static readonly string[] NotBaseLibrary = ["Microsoft.Extensions.", "Microsoft.AspNetCore.", "System.Threading.Tasks.", "System.TimeProvider", "System.Diagnostics.Stopwatch"];

    private static readonly (string Origin, string Target)[] Dependencies = ReadDependencies();

    [Test]
    public void Dependencies_OfMethodBodies_AreSeen()
    {
        (string Origin, string Target) known = ("BhaiKaDns.Api.StatusEndpoints", "BhaiKaDns.Hosting.ProductVersion");

        Assert.That(Dependencies, Does.Contain(known));
    }

    [Test]
    public void Folders_EachOne_StandsOnAFloor()
    {
        string[] unknown = [.. Dependencies.Select(pair => Floors.FolderOf(pair.Origin)).OfType<string>().Distinct().Where(folder => !Floors.ByFolder.ContainsKey(folder))];

        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void Folders_EachOne_UsesLowerFloorsOnly()
    {
        string[] violations =
        [
            .. from pair in Dependencies
               let origin = Floors.FolderOf(pair.Origin)
               let target = Floors.FolderOf(pair.Target)
               where origin is not null && target is not null && origin != target
               where Floors.ByFolder.GetValueOrDefault(target, int.MaxValue) >= Floors.ByFolder.GetValueOrDefault(origin)
               select $"{pair.Origin} -> {pair.Target}",
        ];

        Assert.That(violations.Distinct(), Is.Empty);
    }

    [Test]
    public void VendorPackages_OutsideTheirFolders_AreNotUsed()
    {
        string[] violations =
        [
            .. from pair in Dependencies
               where Floors.FolderOf(pair.Origin) is not null
               where VendorNamespaces.Any(vendor => pair.Target.StartsWith(vendor + ".", StringComparison.Ordinal))
               where !pair.Origin.Split('.').Any(part => VendorFolders.Contains(part))
               select $"{pair.Origin} -> {pair.Target}",
        ];

        Assert.That(violations.Distinct(), Is.Empty);
    }

    [Test]
    public void DnsAndCollections_All_UseTheBaseLibraryOnly()
    {
        string[] violations =
        [
            .. from pair in Dependencies
               where BaseOnlyFolders.Contains(Floors.FolderOf(pair.Origin))
               where NotBaseLibrary.Any(prefix => pair.Target.StartsWith(prefix, StringComparison.Ordinal))
               select $"{pair.Origin} -> {pair.Target}",
        ];

        Assert.That(violations.Distinct(), Is.Empty);
    }

    private static (string Origin, string Target)[] ReadDependencies()
    {
        ArchUnitNET.Domain.Architecture architecture = new ArchLoader().LoadAssemblies(typeof(Program).Assembly).Build();
        return [.. architecture.Types.SelectMany(type => type.Dependencies.Select(dependency => (type.FullName, dependency.Target.FullName))).Distinct()];
    }
}
