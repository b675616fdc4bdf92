using NUnit.Framework;

namespace BhaiKaDns.Hosting;

internal sealed class MemoryOptionsTests
{
    [TestCase(0, true)]
    [TestCase(64, true)]
    [TestCase(63, false)]
    [TestCase(-1, false)]
    [TestCase(65_537, false)]
    public void Validate_HeapLimit_IsNoneOrEnough(int megabytes, bool isGood)
    {
        bool succeeded = new MemoryOptionsValidator().Validate(null, new MemoryOptions { HeapLimitMegabytes = megabytes }).Succeeded;

        Assert.That(succeeded, Is.EqualTo(isGood));
    }
}
