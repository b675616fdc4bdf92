namespace BhaiKaDns.Intelligence.Domains;

/// <summary>Which keys lie side by side on a keyboard (QWERTY), and which letters are vowels.</summary>
internal static class Keyboard
{
    private static readonly string[] Rows = ["1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    // How far the left edge of each row is moved to the right, in halves of a key.
    private static readonly int[] Shifts = [0, 1, 2, 3];

    private static readonly ulong[] Neighbours = Build();

    public static bool AreNeighbours(byte left, byte right)
    {
        int a = Index(left);
        int b = Index(right);
        return a >= 0 && b >= 0 && ((Neighbours[a] >> b) & 1) != 0;
    }

    public static bool IsVowel(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y';

    /// <summary>Number of a letter, digit or hyphen from 0; -1 for other octets.</summary>
    public static int Index(byte octet) => octet switch
    {
        >= (byte)'a' and <= (byte)'z' => octet - 'a',
        >= (byte)'0' and <= (byte)'9' => octet - '0' + 26,
        (byte)'-' => 36,
        _ => -1,
    };

    private static ulong[] Build()
    {
        ulong[] neighbours = new ulong[37];
        for (int row = 0; row < Rows.Length; row++)
        {
            for (int column = 0; column < Rows[row].Length; column++)
            {
                for (int other = Math.Max(0, row - 1); other <= Math.Min(Rows.Length - 1, row + 1); other++)
                {
                    for (int at = 0; at < Rows[other].Length; at++)
                    {
                        int distance = Math.Abs((2 * column) + Shifts[row] - (2 * at) - Shifts[other]);
                        if (distance is > 0 and <= 2)
                        {
                            neighbours[Index((byte)Rows[row][column])] |= 1UL << Index((byte)Rows[other][at]);
                        }
                    }
                }
            }
        }

        return neighbours;
    }
}
