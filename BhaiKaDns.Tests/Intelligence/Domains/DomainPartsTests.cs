using System.Text;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Intelligence.Domains;

internal sealed class DomainPartsTests
{
    private static readonly Gen<string> Label = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"], 1, 20];

    [Test]
    public void OfWire_AnyDomain_IsWhatTextGives() => Label.Array[2, 4].Sample(labels =>
    {
        string domain = string.Join('.', labels);
        DomainParts text = DomainParts.OfText(Encoding.ASCII.GetBytes(domain));
        DomainParts wire = DomainParts.OfWire(domain.Wire(), 0);
        return text.Label.SequenceEqual(wire.Label) && text.TopLevel.SequenceEqual(wire.TopLevel) && text.HostLength == wire.HostLength && wire.Subdomains == 0;
    });

    [Test]
    public void OfWire_NameWithSubdomains_TakesTheRegistrablePart()
    {
        byte[] name = "a.bc.example.co.uk".Wire();

        DomainParts parts = DomainParts.OfWire(name, registrableAt: 5);

        Assert.That((Encoding.ASCII.GetString(parts.Label), Encoding.ASCII.GetString(parts.TopLevel), parts.Subdomains, parts.HostLength), Is.EqualTo(("example", "uk", 2, 18)));
    }
}
