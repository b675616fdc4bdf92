namespace BhaiKaDns.Caching;

/// <summary>What in an answer a verdict was reached for: the name of an alias's target, or an address.</summary>
/// <param name="At">Octets from the body's start to the name or address; 0 for nothing, as a record's owner stands there.</param>
/// <param name="Length">4 or 16 for an address; 0 for a name, which may end in a pointer.</param>
internal readonly record struct FoundTarget(ushort At, byte Length)
{
    public bool IsNone => At == 0;

    public bool IsName => Length == 0;
}
