using System.Runtime.InteropServices;

namespace BhaiKaDns.Hosting.Linux;

/// <summary><c>struct mmsghdr</c>: a message header and how many octets it took.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BatchedMessage
{
    public byte* Name;
    public uint NameLength;
    private readonly uint _padding;
    public IoVector* Vectors;
    public nuint VectorCount;
    public byte* Control;
    public nuint ControlLength;
    public int Flags;
    private readonly int _flagsPadding;

    /// <summary>Octets of this datagram, filled by the kernel.</summary>
    public uint Length;
    private readonly uint _lengthPadding;
}

/// <summary><c>struct iovec</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public byte* Start;
    public nuint Length;
}
