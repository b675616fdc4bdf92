using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BhaiKaDns.Collections;

/// <summary>
/// A zeroed, page-aligned block outside the managed heap. It is freed when disposed or, at the latest, by its finalizer.
/// </summary>
/// <remarks>
/// On Linux the block is mapped on its own: malloc raises its mapping threshold each time a big block is freed, after which blocks
/// of that size come from the heap and their memory does not go back to the system.
/// </remarks>
internal sealed unsafe partial class NativeBlock : SafeHandleZeroOrMinusOneIsInvalid
{
    private const nuint Alignment = 4096;
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 0x02 | 0x20;
    private const int DontNeed = 4;

    public NativeBlock(nuint length)
        : base(ownsHandle: true)
    {
        Length = length;
        if (OperatingSystem.IsLinux())
        {
            SetHandle(Map(0, length, ReadWrite, PrivateAnonymous, -1, 0));
            if (IsInvalid)
            {
                throw new Win32Exception(Marshal.GetLastPInvokeError());
            }
        }
        else
        {
            SetHandle((nint)NativeMemory.AlignedAlloc(length, Alignment));
            NativeMemory.Clear((void*)handle, length);
        }
    }

    public nuint Length { get; }

    /// <summary>Start of the block. Valid while this object is reachable and not disposed: readers keep it alive.</summary>
    public byte* Pointer => (byte*)handle;

    /// <summary>
    /// Gives the memory back to the system while the addresses stay valid: a reader that is still under way sees zeros, never
    /// foreign memory. Where the system cannot do that, nothing happens and the finalizer frees the block.
    /// </summary>
    public void Discard()
    {
        if (OperatingSystem.IsLinux() && !IsClosed)
        {
            _ = Advise(handle, Length, DontNeed);
        }
    }

    protected override bool ReleaseHandle()
    {
        if (OperatingSystem.IsLinux())
        {
            return Unmap(handle, Length) == 0;
        }

        NativeMemory.AlignedFree((void*)handle);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
