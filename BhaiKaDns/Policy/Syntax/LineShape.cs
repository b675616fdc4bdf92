using System.Buffers;
using System.Net;
using System.Runtime.CompilerServices;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Syntax;

/// <summary>Tells what the octets of a line look like before anything in them is understood.</summary>
internal static class LineShape
{
    public static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\v\f\0"u8);
    public static readonly SearchValues<byte> CommentMarks = SearchValues.Create("#!;"u8);
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789."u8);
    private static readonly SearchValues<byte> HidingMarks = SearchValues.Create("#@?$%"u8);

    /// <summary>The next run of octets without blanks; one that begins with <c>#</c> takes the rest of the line with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<byte> NextToken(scoped ref ReadOnlySpan<byte> rest)
    {
        int start = rest.IndexOfAnyExcept(Blanks);
        if (start < 0)
        {
            rest = default;
            return default;
        }

        rest = rest[start..];
        int end = rest.IndexOfAny(Blanks);
        ReadOnlySpan<byte> token = end < 0 ? rest : rest[..end];
        rest = rest[token.Length..];
        if (token[0] == '#')
        {
            rest = default;
        }

        return token;
    }

    /// <summary>Whether text begins a rule that hides elements of a page, not a comment.</summary>
    public static bool IsHiding(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] != '#' || !HidingMarks.Contains(text[1]) || Blanks.Contains(text[2]))
        {
            return false;
        }

        // Rows of # and headings behind ## are comments.
        return text[1] == '#' ? text[2] is (byte)'.' or (byte)'[' or (byte)'*' || char.IsAsciiLetter((char)text[2]) || (text[2] == '#' && text.Length > 3 && text[3] is not ((byte)'#' or (byte)' '))
            : text[2] is (byte)'#' or (byte)'@' or (byte)'$' or (byte)'?';
    }

    /// <summary>Whether anything but a comment follows.</summary>
    public static bool HasToken(ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> token = NextToken(ref rest);
        return !token.IsEmpty && !CommentMarks.Contains(token[0]);
    }

    /// <summary>Whether a token is an address or a network as lists write them.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> token)
    {
        if (token.SequenceEqual("0.0.0.0"u8) || token.SequenceEqual("127.0.0.1"u8))
        {
            return true;
        }

        int slash = token.IndexOf((byte)'/');
        if (slash > 0)
        {
            return NetworkPrefix.TryParse(token, out _);
        }

        // "10" and "10.1" are addresses to the parser of the base library, but not to those who write hosts files.
        bool mayBe = char.IsAsciiDigit((char)token[0]) && !token.ContainsAnyExcept(Digits) && token.Count((byte)'.') == 3;
        return (mayBe || (token.Contains((byte)':') && token[^1] != '$')) && IPAddress.IsValidUtf8(token);
    }
}
