using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Policy.Matching;

namespace BhaiKaDns.Policy.BlockedServices;

/// <summary>
/// The services that can be blocked. They travel inside the program and are read when somebody first asks for them, so that a home that
/// blocks none does not pay for it at the start.
/// </summary>
internal static class ServiceCatalog
{
    /// <summary>Numbers of services begin behind this one, far above those of lists, which count from 1.</summary>
    public const ushort FirstNumber = 50_000;

    private const string Resource = "BhaiKaDns.Policy.BlockedServices.services.txt";

    private static readonly Lazy<IReadOnlyList<Service>> Services = new(Read);
    private static readonly Lazy<FrozenDictionary<string, Service>> ById = new(() => All.ToFrozenDictionary(service => service.Id, StringComparer.OrdinalIgnoreCase));
    private static readonly Lazy<CompiledRules> Rules = new(Compile);

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<Service> All => Services.Value;

    /// <summary>The service with an id, whatever the case; null if there is none.</summary>
    public static Service? Find(string id) => ById.Value.GetValueOrDefault(id);

    /// <summary>Name of the service with a number from the query log; null for numbers that are not of services.</summary>
    public static string? NameOf(ushort number) => number <= FirstNumber ? null : All.FirstOrDefault(service => service.Number == number)?.Name;

    /// <summary>What rules say to those who block these services; ids that are not known are passed over.</summary>
    public static RuleView ViewOf(IEnumerable<string> ids)
    {
        HashSet<ushort> numbers = [];
        foreach (string id in ids)
        {
            if (Find(id) is { } service)
            {
                numbers.Add(service.Number);
            }
        }

        return numbers.Count == 0 ? RuleView.Empty : Rules.Value.ViewOf(numbers.Contains);
    }

    private static CompiledRules Compile() => RuleCompiler.Compile(
        [.. All.Select(service => new ListText(service.Number, ListKind.Block, () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', service.Names)))))]);

    private static List<Service> Read()
    {
        using Stream stream = typeof(ServiceCatalog).Assembly.GetManifestResourceStream(Resource) ?? throw new FileNotFoundException(Resource);
        using StreamReader reader = new(stream);
        List<Service> services = [];
        List<string> names = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                string[] header = line[1..].Split([' ', ']'], 4);
                names = [];
                services.Add(new Service((ushort)(FirstNumber + ushort.Parse(header[0], CultureInfo.InvariantCulture)), header[2], header[3].Trim(), header[1], names));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                names.Add(line);
            }
        }

        return services;
    }
}
