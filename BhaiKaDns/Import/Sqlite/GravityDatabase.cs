using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BhaiKaDns.Import.Sqlite;

/// <summary>Reads tables of a Pi-hole's <c>gravity.db</c>. The file comes from a stranger: views are not touched, and work and sizes are bounded.</summary>
internal static class GravityDatabase
{
    private const int MaxRows = 100_000;
    private const int MaxValueLength = 100_000;
    private const int LengthLimit = 0;
    private const int StepsPerLook = 10_000;
    private const int MostLooks = 20_000;

    /// <summary>The rows of those tables that are there.</summary>
    /// <exception cref="InvalidDataException">This is no database, or it is broken.</exception>
    public static Dictionary<string, List<ConfigNode>> Read(string path, IEnumerable<string> tables)
    {
        try
        {
            SqliteConnectionStringBuilder where = new() { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using SqliteConnection connection = new(where.ToString());
            connection.Open();
            Bound(connection);
            return tables.Where(table => IsTable(connection, table)).ToDictionary(table => table, table => ReadTable(connection, table), StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is SqliteException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"gravity.db cannot be read: {problem.Message}", problem);
        }
    }

    // A schema may hold anything: generated columns and endless expressions end by the count of steps.
    private static void Bound(SqliteConnection connection)
    {
        int looks = 0;
        raw.sqlite3_limit(connection.Handle, LengthLimit, MaxValueLength);
        raw.sqlite3_progress_handler(connection.Handle, StepsPerLook, _ => ++looks > MostLooks ? 1 : 0, null);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA trusted_schema = OFF";
        command.ExecuteNonQuery();
    }

    private static bool IsTable(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $table AND sql NOT LIKE 'CREATE VIRTUAL%'";
        command.Parameters.AddWithValue("$table", table);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 1;
    }

    private static List<ConfigNode> ReadTable(SqliteConnection connection, string table)
    {
        List<ConfigNode> rows = [];
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = table switch
        {
            "adlist" => "SELECT * FROM adlist LIMIT $most",
            "domainlist" => "SELECT * FROM domainlist LIMIT $most",
            "client" => "SELECT * FROM client LIMIT $most",
            "group" => "SELECT * FROM \"group\" LIMIT $most",
            "adlist_by_group" => "SELECT * FROM adlist_by_group LIMIT $most",
            "domainlist_by_group" => "SELECT * FROM domainlist_by_group LIMIT $most",
            _ => "SELECT * FROM client_by_group LIMIT $most",
        };
        command.Parameters.AddWithValue("$most", MaxRows);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ConfigNode row = new();
            for (int column = 0; column < reader.FieldCount; column++)
            {
                object value = reader.GetValue(column);
                row.Set(reader.GetName(column), new ConfigNode { Text = value is string or long or double ? Convert.ToString(value, CultureInfo.InvariantCulture) : null });
            }

            rows.Add(row);
        }

        return rows;
    }
}
