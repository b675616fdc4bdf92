using System.Text;
using BhaiKaDns.Access;
using BhaiKaDns.Access.ApiTokens;
using BhaiKaDns.Api.Description;

namespace BhaiKaDns.Api.Contract;

/// <summary>Which role may do what, as the description of the API says.</summary>
internal static class RoleTable
{
    private const string Head = """
        # Roles

        Made by a test from the description of the API: nobody edits it by hand. `BKD_TEST_WRITE=1 dotnet test --filter FullyQualifiedName~RoleTable` writes it anew.

        The last column names the scopes of API tokens that are enough. The owner of the machine, on the control socket, may do everything.

        | Operation | Address | Nobody | Viewer | Parent | Admin | Scopes |
        | --- | --- | --- | --- | --- | --- | --- |

        """;

    public static bool May(Role role, DescribedOperation operation) => Permits(RolePermissions.Of(role), operation);

    /// <summary>An address with ids that are not there.</summary>
    public static string PathOf(DescribedOperation operation) => string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? "999999" : part));

    public static string Write(IEnumerable<DescribedOperation> operations)
    {
        StringBuilder table = new(Head.ReplaceLineEndings("\n"));
        foreach (DescribedOperation operation in operations.OrderBy(operation => operation.Path, StringComparer.Ordinal).ThenBy(operation => operation.Method, StringComparer.Ordinal))
        {
            string scopes = Permits(Permissions.None, operation) ? "none" : string.Join(", ", TokenScopes.All.Where(scope => Permits(TokenScopes.Of([scope]), operation)));
            table.Append($"| {operation.Id} | `{operation.Method} {operation.Path}` | {Mark(Role.None, operation)} | {Mark(Role.Viewer, operation)} | {Mark(Role.Parent, operation)} | {Mark(Role.Admin, operation)} | {scopes} |\n");
        }

        return table.ToString();
    }

    private static bool Permits(Permissions held, DescribedOperation operation) =>
        ((Permissions[])[Permissions.None, Permissions.Read, Permissions.Act, Permissions.Lists, Permissions.Manage])
            .Where(permission => operation.Permission.Split('+').Contains(OperationTexts.IdOf(permission))).All(permission => held.HasFlag(permission));

    private static string Mark(Role role, DescribedOperation operation) => May(role, operation) ? "yes" : "";
}
