using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.Lists;

/// <summary>Makes one table of all configured lists from what lies on disk. A list that cannot be read is left out and noted.</summary>
internal sealed class ListCompiler(ListCatalog catalog, ListFiles files, ListHealth health, PolicyMetrics metrics, TimeProvider time)
{
    /// <summary>Reads and compiles; takes a good part of a second for a million names, so it stays off the threads that answer.</summary>
    /// <param name="loaded">Number of lists whose rules are in the result.</param>
    public CompiledRules Compile(IReadOnlyList<ListDefinition> lists, out int loaded)
    {
        long start = time.GetTimestamp();
        Dictionary<ushort, ListText> texts = [];
        foreach (ListDefinition list in lists)
        {
            if (files.FindText(list, catalog.StateOf(list.Name)) is { } open)
            {
                texts.Add(list.Id, new ListText(list.Id, list.Kind, open));
            }
        }

        CompiledRules rules = Compile(texts);
        health.KeepOnly(lists);
        foreach (ListDefinition list in lists)
        {
            health.NoteLoaded(list, texts.GetValueOrDefault(list.Id)?.Tally);
        }

        loaded = texts.Count;
        metrics.RecordCompile(time.GetElapsedTime(start));
        return rules;
    }

    private static CompiledRules Compile(Dictionary<ushort, ListText> texts)
    {
        while (true)
        {
            try
            {
                return RuleCompiler.Compile([.. texts.Values]);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Without those that are at fault the rest can still be used. If none is found the trouble has passed meanwhile,
                // and an unlucky round is repeated with one list less rather than for ever.
                ushort[] unreadable = [.. texts.Values.Where(text => !CanRead(text)).Select(text => text.Id)];
                foreach (ushort id in unreadable.Length > 0 ? unreadable : [texts.Keys.First()])
                {
                    texts.Remove(id);
                }
            }
        }
    }

    private static bool CanRead(ListText text)
    {
        try
        {
            using Stream stream = text.Open();
            stream.CopyTo(Stream.Null);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
