using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Syntax;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Decides whether a text is fit to replace the last good copy of a list.</summary>
internal static class ListInspector
{
    /// <summary>Above this share of lines that decide nothing the text is taken for something else than a list.</summary>
    private const double HighestInvalidShare = 0.9;

    /// <summary>A person's own small file may be all mistakes; the share says nothing then.</summary>
    private const int FewestLinesToJudge = 10;

    /// <summary>Reads the text from its beginning.</summary>
    /// <param name="mayBeEmpty">A file that a person emptied is what the person wants; an empty download is not.</param>
    /// <exception cref="IOException">The text cannot be read.</exception>
    public static ListError Inspect(Stream text, bool mayBeEmpty, RuleTally tally)
    {
        text.Position = 0;
        byte[] buffer = new byte[ListLineReader.BufferLength];
        int read = text.ReadAtLeast(buffer.AsSpan(0, 1024), 1024, throwOnEndOfStream: false);
        if (LooksLikeHtml(buffer.AsSpan(0, read)))
        {
            return ListError.Html;
        }

        // No text in UTF-8 has it; archives, images and UTF-16 do within the first octets.
        if (buffer.AsSpan(0, read).Contains((byte)0))
        {
            return ListError.Binary;
        }

        text.Position = 0;
        RuleReader rules = new(text, buffer, new byte[DomainName.MaxLength], tally);
        while (rules.TryRead())
        {
            // The reader counts.
        }

        int spoken = tally.Lines - tally.Comments;
        if (spoken >= FewestLinesToJudge && tally.Invalid > spoken * HighestInvalidShare && tally.Invalid > tally.Names)
        {
            return ListError.Invalid;
        }

        return tally.Names == 0 && !mayBeEmpty ? ListError.Empty : ListError.None;
    }

    private static bool LooksLikeHtml(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8))
        {
            start = start[3..];
        }

        // No line of list syntax begins like this; XML, SVG and RSS do too.
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }
}
