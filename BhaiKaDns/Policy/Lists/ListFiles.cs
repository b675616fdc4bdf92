using BhaiKaDns.Hosting;

namespace BhaiKaDns.Policy.Lists;

/// <summary>The copies of lists on disk: <c>lists/NUMBER.txt</c> in the data directory. A copy is replaced whole or not at all.</summary>
internal sealed class ListFiles(DataDirectory directory)
{
    private const int ReadBufferLength = 1;

    public string PathOf(ushort id) => directory.Combine("lists", $"{id}.txt");

    /// <summary>A file beside the copy to be filled; it becomes the copy by <see cref="Accept"/>.</summary>
    /// <exception cref="IOException">The directory or file cannot be made.</exception>
    public FileStream CreateCandidate(ushort id)
    {
        Directory.CreateDirectory(directory.Combine("lists"));
        return new FileStream(CandidateOf(id), FileMode.Create, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 1);
    }

    /// <summary>Puts the candidate in the place of the copy. Its content must have been flushed to disk before.</summary>
    public void Accept(ushort id) => File.Move(CandidateOf(id), PathOf(id), overwrite: true);

    public void Reject(ushort id)
    {
        try
        {
            File.Delete(CandidateOf(id));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The next candidate overwrites it.
            return;
        }
    }

    /// <summary>
    /// How to open the text of a list: the copy, if it came from the source that is configured now; else the program itself or the
    /// file where it lies; null if there is nothing to read.
    /// </summary>
    public Func<Stream>? FindText(ListDefinition list, ListState state)
    {
        if (list.Source.Kind is ListSourceKind.Builtin)
        {
            return () => BuiltinLists.Open(list.Source.Location);
        }

        string copy = PathOf(list.Id);
        if (state.Source == list.Source.Location && File.Exists(copy))
        {
            return () => OpenRead(copy);
        }

        return list.Source.Kind is ListSourceKind.File && File.Exists(list.Source.Location) ? () => OpenRead(list.Source.Location) : null;
    }

    // Readers bring a large buffer of their own.
    private static FileStream OpenRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ReadBufferLength, FileOptions.SequentialScan);

    private string CandidateOf(ushort id) => PathOf(id) + ".new";
}
