using System.Runtime.Versioning;
using NUnit.Framework;

namespace BhaiKaDns.Hosting.Linux;

[Platform("Linux")]
[SupportedOSPlatform("linux")]
internal sealed class StartMemoryTests
{
    [Test]
    public void Read_UntouchedFile_MayBeGivenBack()
    {
        IReadOnlyList<Mapping> found = StartMemory.Read(Lines("r-xp", "/opt/program", rss: 8, anonymous: 0));

        Assert.That(found, Is.EqualTo(new[] { new Mapping(0x7f0000000000, 0x7f0000002000, true, 8 << 10, 0) }));
    }

    [TestCase("rw-p", "/opt/program", 8, 0, TestName = "Read_WritableMapping_IsLeftAlone")]
    [TestCase("r--p", "/opt/program", 8, 4, TestName = "Read_ChangedPage_IsLeftAlone")]
    [TestCase("r--p", "/opt/program", 0, 0, TestName = "Read_NothingResident_IsLeftAlone")]
    [TestCase("r-xp", "", 8, 0, TestName = "Read_MemoryWithoutFile_IsLeftAlone")]
    [TestCase("r-xp", "[vdso]", 8, 0, TestName = "Read_KernelsOwn_IsLeftAlone")]
    [TestCase("r-xs", "/memfd:doublemapper (deleted)", 8, 0, TestName = "Read_CompiledCode_IsLeftAlone")]
    public void Read_NotOurs_IsLeftAlone(string rights, string file, int rss, int anonymous)
    {
        IReadOnlyList<Mapping> found = StartMemory.Read(Lines(rights, file, rss, anonymous));

        Assert.That(found, Is.Empty);
    }

    [Test]
    public void Read_Garbage_IsPassedOver()
    {
        IReadOnlyList<Mapping> found = StartMemory.Read(["", "Rss: 4 kB", "zz-yy r-xp 0 0 0 /a", "-", "Rss: many kB", .. Lines("r--s", "/opt/program", 4, 0)]);

        Assert.That(found, Has.Count.EqualTo(1));
    }

    [Test]
    public void GiveBack_ThisProcess_GoesOn()
    {
        long octets = StartMemory.GiveBack();

        Assert.That((octets > 0, new string('a', 3) + Environment.ProcessId), Is.EqualTo((true, $"aaa{Environment.ProcessId}")));
    }

    private static string[] Lines(string rights, string file, int rss, int anonymous) =>
    [
        $"7f0000000000-7f0000002000 {rights} 00001000 fe:00 42                  {file}".TrimEnd(),
        "Size:                  8 kB",
        $"Rss:                   {rss} kB",
        $"Anonymous:             {anonymous} kB",
        "VmFlags: rd ex mr mw me",
    ];
}
