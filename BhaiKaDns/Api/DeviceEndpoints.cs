using System.ComponentModel;
using BhaiKaDns.Access;
using BhaiKaDns.Administration;
using BhaiKaDns.Api.Description;
using BhaiKaDns.Api.Paging;
using BhaiKaDns.Policy;
using BhaiKaDns.Policy.People;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api;

/// <summary><c>/api/v1/devices</c>: the devices of the home.</summary>
internal static class DeviceEndpoints
{
    private const string Example = """{"name":"tablet","kind":"tablet","addresses":["192.168.1.21","aa:bb:cc:dd:ee:ff"],"group":"default","tags":["device_tablet"]}""";

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder devices = routes.MapGroup("/devices").WithTags("devices");
        devices.MapGet("/", List).Needs(Permissions.Read).Described("listDevices", "Lists the devices of the home.");
        devices.MapGet("/{id}", Get).Needs(Permissions.Read).Described("getDevice", "Shows a device by its name.");
        devices.MapPost("/", Post).Needs(Permissions.Manage).Described("addDevice", "Adds a device.", Example);
        devices.MapPut("/{id}", Put).Needs(Permissions.Manage).Described("changeDevice", "Replaces a device; a new name is taken over wherever the old one stands.", Example);
        devices.MapDelete("/{id}", Delete).Needs(Permissions.Manage).Described("removeDevice", "Removes a device, and the rules that held for it alone.");
    }

    internal static Results<Ok<Page<DeviceDocument>>, ProblemHttpResult> List([AsParameters] PageRequest page, [FromServices] PolicyStore store) =>
        Pages.Of([.. store.Model.Devices.Select(device => DeviceDocument.Of(device, store.Model))], device => device.Name, page);

    internal static Results<Ok<DeviceDocument>, StatusCodeHttpResult, ProblemHttpResult> Get(string id, HttpContext context, [FromServices] PolicyStore store) =>
        Answers.One(context, Find(store.Model, id), $"There is no device '{id}'.");

    internal static async Task<Results<Created<DeviceDocument>, ProblemHttpResult>> Post(
        DeviceDocument device, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Added(context, await administration.AddAsync(context.Actor(), PolicyKinds.Devices, device.ToOptions(), cancellationToken), "/devices/", name => Find(store.Model, name));

    internal static async Task<Results<Ok<DeviceDocument>, ProblemHttpResult>> Put(
        string id, DeviceDocument device, HttpContext context, [FromServices] PolicyAdministration administration, [FromServices] PolicyStore store, CancellationToken cancellationToken) =>
        Answers.Changed(
            context,
            await administration.ChangeAsync(context.Actor(), PolicyKinds.Devices, id, device.ToOptions(), EntityTags.Expected(context.Request), cancellationToken),
            name => Find(store.Model, name));

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(string id, HttpContext context, [FromServices] PolicyAdministration administration, CancellationToken cancellationToken) =>
        (await administration.RemoveAsync(context.Actor(), PolicyKinds.Devices, id, EntityTags.Expected(context.Request), cancellationToken)).ToResult();

    private static Tagged<DeviceDocument>? Find(PolicyModel model, string name) =>
        model.DeviceOf(name) is { } device ? new(DeviceDocument.Of(device, model), EntityTags.Of(ObjectVersion.Of(device))) : null;
}

/// <summary>A device, as it is read and written.</summary>
internal sealed record DeviceDocument
{
    [Description("Unique among devices, without regard to case.")]
    public string Name { get; set; } = "";

    [Description("What it is, for people: phone, television.")]
    public string Kind { get; set; } = "";

    [Description("IPv4, IPv6, a network in CIDR notation, a MAC address, or id: and a ClientID.")]
    public IReadOnlyList<string> Addresses { get; set; } = [];

    public string Group { get; set; } = GroupOptions.DefaultName;

    [Description("What rules with $ctag speak of: device_phone, user_child.")]
    public IReadOnlyList<string> Tags { get; set; } = [];

    [ReadOnly(true)]
    [Description("Declared in a file, and can be changed only there.")]
    public bool IsReadOnly { get; set; }

    public static DeviceDocument Of(DeviceOptions device, PolicyModel model) => new()
    {
        Name = device.Name,
        Kind = device.Kind,
        Addresses = device.Addresses,
        Group = device.Group,
        Tags = device.Tags,
        IsReadOnly = !model.Stored.Devices.Contains(device),
    };

    public DeviceOptions ToOptions() => new() { Name = Name, Kind = Kind, Addresses = Addresses, Group = Group, Tags = Tags };
}
