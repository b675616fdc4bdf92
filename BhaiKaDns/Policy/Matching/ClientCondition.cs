using System.Text;

namespace BhaiKaDns.Policy.Matching;

/// <summary>
/// For which devices a rule holds (<c>$client</c>, <c>$ctag</c>). Decided once for a device, when the view of its class is made; equal
/// conditions are equal objects by value.
/// </summary>
internal sealed class ClientCondition : IEquatable<ClientCondition>
{
    private readonly List<(string Text, NetworkPrefix? Network, bool IsNot)> _clients = [];
    private readonly List<(string Tag, bool IsNot)> _tags = [];

    private ClientCondition()
    {
    }

    /// <summary>The condition as it could be written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Networks that it names, for or against.</summary>
    public IEnumerable<NetworkPrefix> Networks => _clients.Where(item => item.Network is not null).Select(item => item.Network!.Value);

    /// <summary>Reads the values of the two modifiers; null for a modifier that is not there. Null if one cannot be read.</summary>
    public static ClientCondition? Parse(string? clients, string? tags)
    {
        ClientCondition condition = new();
        if (clients is not null)
        {
            if (SplitClients(clients) is not { Count: > 0 } parts)
            {
                return null;
            }

            foreach ((string text, bool isNot) in parts)
            {
                bool isNetwork = NetworkPrefix.TryParse(Encoding.UTF8.GetBytes(text), out NetworkPrefix network);
                condition._clients.Add((text, isNetwork ? network : null, isNot));
            }
        }

        foreach (string part in tags?.Split('|') ?? [])
        {
            string tag = part.TrimStart('~');
            if (tag.Length == 0 || !tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
            {
                return null;
            }

            condition._tags.Add((tag, part.StartsWith('~')));
        }

        condition.Text = condition.ToText();
        return condition;
    }

    /// <summary>Whether rules with this condition hold for a device.</summary>
    public bool Holds(ClientIdentity client) =>
        AreMet(_clients, item => item.IsNot, item => item.Network is { } network
            ? client.Networks.Any(network.Contains)
            : client.Names.Contains(item.Text, StringComparer.OrdinalIgnoreCase))
        && AreMet(_tags, item => item.IsNot, item => client.Tags.Contains(item.Tag, StringComparer.OrdinalIgnoreCase));

    public bool Equals(ClientCondition? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as ClientCondition);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    // One that is excluded is enough to fail; of those that are asked for one is enough.
    private static bool AreMet<T>(List<T> items, Func<T, bool> isNot, Func<T, bool> isTrue)
    {
        if (items.Exists(item => isNot(item) && isTrue(item)))
        {
            return false;
        }

        return items.TrueForAll(item => isNot(item)) || items.Exists(item => !isNot(item) && isTrue(item));
    }

    // a|~b|'c\'s'|"d": values in quotes may hold what would end them, behind a backslash.
    private static List<(string Text, bool IsNot)>? SplitClients(string value)
    {
        List<(string, bool)> parts = [];
        int at = 0;
        while (at <= value.Length)
        {
            bool isNot = at < value.Length && value[at] == '~';
            at += isNot ? 1 : 0;
            char quote = at < value.Length && value[at] is '\'' or '"' ? value[at++] : '\0';
            StringBuilder text = new();
            while (at < value.Length && (quote == '\0' ? value[at] != '|' : value[at] != quote))
            {
                at += value[at] == '\\' && at + 1 < value.Length ? 1 : 0;
                text.Append(value[at++]);
            }

            if (quote != '\0' && at++ >= value.Length)
            {
                return null;
            }

            if (text.Length == 0 || (at < value.Length && value[at] != '|'))
            {
                return null;
            }

            parts.Add((text.ToString(), isNot));
            at++;
        }

        return parts;
    }

    private string ToText()
    {
        IEnumerable<string> clients = _clients.Select(item => (item.IsNot ? "~" : "") + '\'' + (item.Network?.ToString() ?? item.Text.ToLowerInvariant()).Replace("'", "\\'", StringComparison.Ordinal) + '\'');
        IEnumerable<string> tags = _tags.Select(item => (item.IsNot ? "~" : "") + item.Tag.ToLowerInvariant());
        return string.Join(',', new[] { ("client=", clients.Order(StringComparer.Ordinal)), ("ctag=", tags.Order(StringComparer.Ordinal)) }
            .Where(part => part.Item2.Any()).Select(part => part.Item1 + string.Join('|', part.Item2)));
    }
}
