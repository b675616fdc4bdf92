namespace BhaiKaDns.Intelligence.Training;

/// <summary>
/// Chance that comes out the same each time, on every machine: training must give the same octets twice.
/// </summary>
internal static class Order
{
    /// <summary>Of all models.</summary>
    public const ulong Seed = 20261128;

    /// <summary>FNV-1a with a finish, over the characters' low octets.</summary>
    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char character in text)
        {
            hash = (hash ^ (byte)character) * 0x100000001B3;
        }

        return Mix(hash);
    }

    /// <summary>SplitMix64's finish.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Numbers from 0 in an order that depends on the seed alone.</summary>
    public static int[] Shuffled(int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            seed = Mix(seed + 0x9E3779B97F4A7C15);
            int other = (int)(seed % (ulong)(last + 1));
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
