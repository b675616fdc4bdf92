namespace BhaiKaDns.Import;

/// <summary>Reads lines of a hosts file that somebody pasted.</summary>
internal static class HostsText
{
    /// <summary>What would be taken and what not; null if these are no lines of a hosts file.</summary>
    public static ImportResult? Read(string text)
    {
        if (!HostsReader.IsRecognised(text))
        {
            return null;
        }

        ImportDraft draft = new(new ImportSurroundings());
        HostsReader.Read(text, path: "", draft);
        return draft.Build(HostsReader.Product);
    }
}
