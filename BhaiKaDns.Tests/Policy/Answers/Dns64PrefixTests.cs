using System.Net;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Answers;

internal sealed class Dns64PrefixTests
{
    private static readonly int[] Lengths = [32, 40, 48, 56, 64, 96];

    // RFC 6052, section 2.4.
    [TestCase("2001:db8::/32", "2001:db8:c000:221::")]
    [TestCase("2001:db8:100::/40", "2001:db8:1c0:2:21::")]
    [TestCase("2001:db8:122::/48", "2001:db8:122:c000:2:2100::")]
    [TestCase("2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::")]
    [TestCase("2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100::")]
    [TestCase("2001:db8:122:344::/96", "2001:db8:122:344::192.0.2.33")]
    [TestCase("64:ff9b::/96", "64:ff9b::192.0.2.33")]
    public void Embed_AddressOfTheRfc_StandsWhereTheRfcPutsIt(string text, string expected)
    {
        Assert.That(Dns64Prefix.TryParse(text, out Dns64Prefix prefix, out _), Is.True);

        Assert.That(prefix.Embed(0xC0000221).ToIPAddress(), Is.EqualTo(IPAddress.Parse(expected)));
    }

    [TestCase("64:ff9b::")]
    [TestCase("64:ff9b::/95")]
    [TestCase("64:ff9b::/128")]
    [TestCase("2001:db8:1:2:ff00::/96")]
    [TestCase("192.0.2.0/32")]
    [TestCase("::ffff:192.0.2.0/33")]
    [TestCase("")]
    [TestCase("nat64")]
    public void TryParse_NoSuchPrefix_IsRefusedWithASentence(string text)
    {
        bool isPrefix = Dns64Prefix.TryParse(text, out _, out string problem);

        Assert.That((isPrefix, problem.Length > 0), Is.EqualTo((false, true)));
    }

    [Test]
    public void Extract_WhatWasEmbedded_ComesBack() =>
        Gen.Select(Gen.UInt, Gen.ULong, Gen.Int[0, Lengths.Length - 1]).Sample((address, high, length) =>
        {
            int bits = Lengths[length];
            ulong kept = bits >= 64 ? high : high & (ulong.MaxValue << (64 - bits));
            Dns64Prefix prefix = new(kept, 0, bits);
            ClientAddress made = prefix.Embed(address);
            return prefix.Contains(made) && prefix.Extract(made) == address && (made.Low >> 56 == 0);
        });
}
