namespace BhaiKaDns.Policy.People;

/// <summary>
/// Gives numbers to policy classes. A number stands for one key as long as the program runs, so that an entry of the cache is never
/// taken for one of another class.
/// </summary>
internal sealed class ClassNumbers
{
    private readonly Dictionary<string, ushort> _numbers = new(StringComparer.Ordinal);

    /// <summary>Numbers given so far.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a key; false when a new one would be needed and all are given.</summary>
    public bool TryGet(string key, out ushort number)
    {
        if (_numbers.TryGetValue(key, out number))
        {
            return true;
        }

        if (_numbers.Count > ushort.MaxValue)
        {
            return false;
        }

        number = (ushort)_numbers.Count;
        _numbers.Add(key, number);
        return true;
    }
}
