using System.Text;

namespace BhaiKaDns.Commands;

/// <summary>Asks for a password at the terminal without showing it; takes a line where there is no terminal.</summary>
internal static class SecretPrompt
{
    private const int MaxLength = 256;

    /// <summary>Null if nothing was given, or two different things.</summary>
    public static async Task<string?> AskAsync(TextWriter output)
    {
        if (Console.IsInputRedirected)
        {
            return await Console.In.ReadLineAsync();
        }

        await output.WriteAsync("Password: ");
        string first = ReadHidden();
        await output.WriteLineAsync();
        await output.WriteAsync("Once more: ");
        string second = ReadHidden();
        await output.WriteLineAsync();
        return first.Length > 0 && first == second ? first : null;
    }

    private static string ReadHidden()
    {
        StringBuilder typed = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && typed.Length < MaxLength)
            {
                typed.Append(key.KeyChar);
            }
        }

        return typed.ToString();
    }
}
