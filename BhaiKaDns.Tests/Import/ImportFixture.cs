using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace BhaiKaDns.Import;

/// <summary>Files to import, in a folder of their own.</summary>
internal sealed class ImportFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bhaikadns-").FullName;

    public string Folder => _folder;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public ImportResult Read(string name, string text, ImportSurroundings? surroundings = null) =>
        ConfigurationImporter.Read(Write(name, text), surroundings ?? new ImportSurroundings());

    /// <summary>A Teleporter archive of version 6.</summary>
    public string Teleporter(params (string Name, byte[] Content)[] parts)
    {
        string path = Path.Combine(_folder, "teleporter.zip");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in parts)
        {
            using Stream entry = archive.CreateEntry(name).Open();
            entry.Write(content);
        }

        return path;
    }

    public byte[] Database(string script)
    {
        string path = Path.Combine(_folder, "made.db");
        using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is written in the test.
            command.CommandText = script;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        return File.ReadAllBytes(path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
