using System.Text.Json;
using BhaiKaDns.Policy.BlockedServices;

namespace BhaiKaDns.Commands;

/// <summary><c>services</c>: what a group may block as a whole. The catalogue is part of the program, so no instance is asked.</summary>
internal static class ServicesCommand
{
    public static async Task<int> InvokeAsync(CommandContext context, bool asJson)
    {
        IReadOnlyList<ServiceLine> services = [.. ServiceCatalog.All.Select(service => new ServiceLine(service.Id, service.Name, service.Category))];
        if (asJson)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(services, CommandJson.Default.IReadOnlyListServiceLine));
            return ExitCodes.Done;
        }

        foreach (ServiceLine service in services.OrderBy(service => service.Category, StringComparer.Ordinal).ThenBy(service => service.Id, StringComparer.Ordinal))
        {
            await context.Output.WriteLineAsync($"{service.Id,-24}{service.Category,-12}{service.Name}");
        }

        return ExitCodes.Done;
    }
}

/// <summary>One service as the command prints it.</summary>
internal sealed record ServiceLine(string Id, string Name, string Category);
