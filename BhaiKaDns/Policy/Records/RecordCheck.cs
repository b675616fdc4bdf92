using System.Text;
using BhaiKaDns.Dns;

namespace BhaiKaDns.Policy.Records;

/// <summary>Checks records one by one and against each other.</summary>
internal static class RecordCheck
{
    private const int MaxChain = 16;

    /// <summary>Every problem, with its key.</summary>
    /// <param name="key">Of the list: <c>Policy:Records</c>.</param>
    public static IEnumerable<string> ProblemsOf(IReadOnlyList<RecordOptions> records, string key)
    {
        List<(int Index, LocalRecord Record)> read = [];
        for (int index = 0; index < records.Count; index++)
        {
            IReadOnlyList<RecordProblem> problems = RecordSyntax.Read(records[index], out LocalRecord? record);
            foreach (RecordProblem problem in problems)
            {
                yield return $"{key}:{index}:{problem.Key}: {problem.Sentence}";
            }

            if (record is not null)
            {
                read.Add((index, record));
            }
        }

        // RFC 1034, section 3.6.2: a name with a CNAME record has nothing else. Groups are apart from each other.
        ILookup<string, (int Index, LocalRecord Record)> names = read.ToLookup(item => Encoding.Latin1.GetString(item.Record.Owner));
        foreach ((int index, LocalRecord alias) in read.Where(item => item.Record.Type is RecordType.Cname))
        {
            string name = DomainNameText.ToText(alias.Owner);
            if (names[Encoding.Latin1.GetString(alias.Owner)].Any(other => other.Index != index && Meet(alias, other.Record)))
            {
                yield return $"{key}:{index}:Type: '{name}' has another record; a CNAME stands alone.";
            }
            else if (IsLoop(alias, names))
            {
                yield return $"{key}:{index}:Value: This leads back to '{name}'.";
            }
        }
    }

    private static bool IsLoop(LocalRecord alias, ILookup<string, (int Index, LocalRecord Record)> names)
    {
        LocalRecord? next = alias;
        for (int links = 0; links < MaxChain && next is not null; links++)
        {
            next = names[Encoding.Latin1.GetString(next.Data)].Select(item => item.Record).FirstOrDefault(record => record.Type is RecordType.Cname && Meet(alias, record));
            if (ReferenceEquals(next, alias))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Meet(LocalRecord left, LocalRecord right) =>
        left.Groups.Count == 0 ? right.Groups.Count == 0 : left.Groups.Intersect(right.Groups, StringComparer.OrdinalIgnoreCase).Any();
}
