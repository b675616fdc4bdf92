using System.Runtime.CompilerServices;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Syntax;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.Matching;

/// <summary>Turns texts of lists into <see cref="CompiledRules"/> without making a string of any common line.</summary>
internal static class RuleCompiler
{
    /// <summary>
    /// Reads all texts twice: once to count lines, which sizes the table, and once to fill it. An allowing list is read before a
    /// blocking one, so that what is allowed survives even if the numbers for combinations of lists run out.
    /// </summary>
    /// <exception cref="IOException">A text cannot be read.</exception>
    public static CompiledRules Compile(IReadOnlyList<ListText> texts)
    {
        byte[] buffer = new byte[ListLineReader.BufferLength];
        int expected = 0;
        foreach (ListText text in texts)
        {
            using Stream stream = text.Open();
            expected += CountLines(stream, buffer);
        }

        ListText[] ordered = [.. texts.OrderByDescending(text => text.Kind is ListKind.Allow)];
        bool isExact = false;
        while (true)
        {
            TagSets tags = new();
            using NameSetBuilder builder = new(expected);
            ComplexRulesBuilder complex = new(tags);
            if (!TryFill(builder, tags, complex, ordered, buffer))
            {
                expected = checked((expected * 2) + 64);
                continue;
            }

            if (!builder.IsWasteful || isExact)
            {
                return new CompiledRules(builder.Build(), tags, complex.Build(), complex.BuildAddresses());
            }

            // Many comments or repeated names: the exact number is known now, and building is cheap.
            expected = builder.Count;
            isExact = true;
        }
    }

    // Optimised from the first call, here and in what is called for each line: the first list is loaded before any of it could be
    // compiled a second time, and a million lines took 3.6 s instead of 0.5 s.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryFill(NameSetBuilder builder, TagSets tags, ComplexRulesBuilder complex, ListText[] texts, byte[] buffer)
    {
        Span<byte> name = stackalloc byte[DomainName.MaxLength];
        Span<ushort> memberTags = stackalloc ushort[RuleKind.Count];
        foreach (ListText text in texts)
        {
            text.Tally = new RuleTally();
            memberTags.Clear();
            using Stream stream = text.Open();
            RuleReader rules = new(stream, buffer, name, text.Tally);
            while (rules.TryRead())
            {
                RuleKind kind = text.Kind is ListKind.Allow ? rules.Kind with { IsAllow = true, Form = AnswerForm.ByPolicy } : rules.Kind;
                if (rules.Target is not RuleTarget.Name || rules.Details is not null)
                {
                    complex.Add(text, kind, rules);
                    continue;
                }

                ref ushort tag = ref memberTags[kind.Bits];
                if (tag == 0)
                {
                    tag = tags.Of(TagOutcome.Member(text.Id, kind));
                }

                ulong hash = SuffixHashes.OfWhole(rules.Name, out int labels);
                if (!builder.TryAddLater(hash, labels, tag, tags))
                {
                    return false;
                }
            }
        }

        return builder.TryFlush(tags);
    }

    private static int CountLines(Stream stream, byte[] buffer)
    {
        int lines = 1;
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
