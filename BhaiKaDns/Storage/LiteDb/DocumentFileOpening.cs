using System.Globalization;
using BhaiKaDns.Hosting;
using LiteDB;

namespace BhaiKaDns.Storage.LiteDb;

/// <summary>Opens LiteDB files so that damage shows at once, and puts damaged ones aside.</summary>
internal static class DocumentFileOpening
{
    // LiteDB has no checksums: with its first page damaged it may open as an empty database. A file of ours always holds this.
    private const string MarkCollection = "house";
    private const string MarkKey = "mark";

    /// <summary>
    /// Opens or makes the file, for this process alone, reads every document once and writes one: LiteDB looks at a page only
    /// when it needs it, and a file of settings is small.
    /// </summary>
    public static LiteDatabase Open(string path)
    {
        bool isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
        foreach (string file in (ReadOnlySpan<string>)[path, LogOf(path)])
        {
            // LiteDB takes over an empty file; made here, it has mode 0600 from its first moment.
            using FileStream made = PrivateFile.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }

        var database = new LiteDatabase(new ConnectionString { Filename = path, Connection = ConnectionType.Direct });
        try
        {
            foreach (string collection in database.GetCollectionNames().ToList())
            {
                foreach (BsonDocument document in database.GetCollection(collection).FindAll())
                {
                    _ = document["_id"];
                }
            }

            ILiteCollection<BsonDocument> marks = database.GetCollection(MarkCollection);
            if (!isNew && marks.FindById(MarkKey) is null)
            {
                throw new InvalidDataException("The mark of the house is missing.");
            }

            marks.Upsert(new BsonDocument { ["_id"] = MarkKey });
            database.Checkpoint();
            return database;
        }
        catch
        {
            Abandon(database);
            throw;
        }
    }

    /// <summary>
    /// Whether an error tells of the file's content. What the file system says (no permission, in use, disk full) is no damage;
    /// all else is, since on damaged pages LiteDB fails in many ways, index out of range and null references among them.
    /// </summary>
    public static bool IsDamage(Exception error) => error switch
    {
        EndOfStreamException => true,
        IOException or UnauthorizedAccessException or OutOfMemoryException => false,
        _ => true,
    };

    /// <summary>Renames the file and its log; gives the new name.</summary>
    public static string SetAside(string path, DateTimeOffset now)
    {
        string stamp = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string target = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}-damaged-{stamp}{Path.GetExtension(path)}");
        File.Move(path, target, overwrite: true);
        if (File.Exists(LogOf(path)))
        {
            File.Move(LogOf(path), LogOf(target), overwrite: true);
        }

        return target;
    }

    private static string LogOf(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    private static void Abandon(LiteDatabase database)
    {
        try
        {
            database.Dispose();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Closing writes a checkpoint, which a damaged file refuses; the error that matters is already on its way.
        }
    }
}
