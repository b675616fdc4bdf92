using System.Globalization;
using System.Runtime.InteropServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Intelligence.Domains;

/// <summary>Reads the text of a public suffix list.</summary>
internal static class PublicSuffixReader
{
    private const int MaxRules = 100_000;
    private const int MaxLineLength = 1_000;

    /// <summary>A list that was cut short has lost the end of a section, and is refused for it.</summary>
    public static bool TryRead(Stream stream, out PublicSuffixList? list, out string reason)
    {
        Dictionary<ulong, SuffixRules> nodes = [];
        IdnMapping mapping = new();
        using StreamReader reader = new(stream, leaveOpen: true);
        list = null;
        bool isPrivate = false;
        bool isOpen = false;
        bool hasIcann = false;
        int rules = 0;
        int number = 0;
        try
        {
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.StartsWith("//", StringComparison.Ordinal))
                {
                    isOpen = line.Contains("===BEGIN ", StringComparison.Ordinal) || (isOpen && !line.Contains("===END ", StringComparison.Ordinal));
                    isPrivate = isOpen && (isPrivate || line.Contains("===BEGIN PRIVATE", StringComparison.Ordinal));
                    hasIcann |= line.Contains("===END ICANN", StringComparison.Ordinal);
                    continue;
                }

                int end = line.AsSpan().IndexOfAny(' ', '\t');
                string rule = end < 0 ? line : line[..end];
                if (rule.Length == 0)
                {
                    continue;
                }

                if (line.Length > MaxLineLength || ++rules > MaxRules || !TryAdd(nodes, mapping, rule, isPrivate))
                {
                    reason = $"line {number} is no rule";
                    return false;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            reason = failure.Message;
            return false;
        }

        reason = isOpen || !hasIcann || rules == 0 ? "a section has no end" : "";
        list = reason.Length == 0 ? new PublicSuffixList(nodes, rules) : null;
        return list is not null;
    }

    private static bool TryAdd(Dictionary<ulong, SuffixRules> nodes, IdnMapping mapping, string rule, bool isPrivate)
    {
        SuffixRules kind = isPrivate ? SuffixRules.PrivateExact : SuffixRules.Exact;
        if (rule[0] == '!')
        {
            kind = isPrivate ? SuffixRules.PrivateException : SuffixRules.Exception;
            rule = rule[1..];
        }
        else if (rule.StartsWith("*.", StringComparison.Ordinal))
        {
            kind = (isPrivate ? SuffixRules.PrivateWildcard : SuffixRules.Wildcard) | SuffixRules.HasLonger;
            rule = rule[2..];
        }

        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        if (!TryAscii(mapping, rule, out string ascii) || ascii.Contains('*', StringComparison.Ordinal) || !DomainNameText.TryParse(ascii, wire, out int length) || length < 2)
        {
            return false;
        }

        DomainName.CopyLower(wire[..length], wire);
        Span<ulong> hashes = stackalloc ulong[SuffixHashes.MaxCount];
        int labels = SuffixHashes.Compute(wire[..length], hashes);
        for (int index = 0; index < labels; index++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(nodes, hashes[index], out _) |= index == labels - 1 ? kind : SuffixRules.HasLonger;
        }

        return true;
    }

    private static bool TryAscii(IdnMapping mapping, string rule, out string ascii)
    {
        ascii = rule;
        if (System.Text.Ascii.IsValid(rule))
        {
            return true;
        }

        try
        {
            ascii = mapping.GetAscii(rule);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
