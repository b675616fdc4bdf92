namespace BhaiKaDns.Commands;

/// <summary>Exit codes of the contract.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Unexpected = 1;

    /// <summary>Configuration or arguments are wrong; every problem was printed with its key.</summary>
    public const int BadSettings = 2;

    public const int AddressTaken = 3;
}
