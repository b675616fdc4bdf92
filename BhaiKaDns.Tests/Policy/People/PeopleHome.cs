using System.Net;
using BhaiKaDns.Collections;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Policy.People;

/// <summary>A home with two children, a television and guests, declared in settings.</summary>
internal static class PeopleHome
{
    public const string Tablet = "192.168.1.21";
    public const string Phone = "192.168.1.22";
    public const string Television = "192.168.1.30";
    public const string Guest = "192.168.9.77";
    public const string Unknown = "192.168.1.99";

    public static Dictionary<string, string?> Settings(string list) => new()
    {
        ["Filtering:Lists:0:Name"] = "ads",
        ["Filtering:Lists:0:Source"] = list,
        ["Policy:Groups:0:Name"] = "children",
        ["Policy:Groups:0:Rules:0"] = "||games.example^",
        ["Policy:Groups:1:Name"] = "guests",
        ["Policy:Groups:1:Lists"] = "",
        ["Policy:Devices:0:Name"] = "tablet",
        ["Policy:Devices:0:Group"] = "children",
        ["Policy:Devices:0:Addresses:0"] = Tablet,
        ["Policy:Devices:1:Name"] = "phone",
        ["Policy:Devices:1:Group"] = "children",
        ["Policy:Devices:1:Addresses:0"] = Phone,
        ["Policy:Devices:1:Addresses:1"] = "aa:bb:cc:dd:ee:ff",
        ["Policy:Devices:1:Addresses:2"] = "id:phone",
        ["Policy:Devices:2:Name"] = "television",
        ["Policy:Devices:2:Addresses:0"] = Television,
        ["Policy:Devices:3:Name"] = "guest network",
        ["Policy:Devices:3:Group"] = "guests",
        ["Policy:Devices:3:Addresses:0"] = "192.168.9.0/24",
    };

    public static Verdict Judge(this PolicyHome home, string name, string client)
    {
        PolicySnapshot policy = home.Store.Current;
        return policy.Judge(NameSetTests.Wire(name), RecordType.A, policy.ClassOf(Address(client)));
    }

    public static ushort ClassOf(this PolicyHome home, string client) => home.Store.Current.ClassOf(Address(client));

    public static ClientAddress Address(string text) => ClientAddress.From(IPAddress.Parse(text));
}
