using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Policy.Lists;

[TestFixture]
internal sealed class ListCatalogTextTests
{
    [Test]
    public void Read_WhatWasWritten_IsTheSame()
    {
        Gen<ListState> states = Gen.Select(Gen.UShort, Gen.String[Gen.Char['a', 'z'], 1, 10], Gen.Int[0, 1_000_000], Gen.Long[0, 4_000_000_000], Gen.Bool).Select((id, text, number, seconds, isSet) =>
            new ListState(id, text)
            {
                Source = "https://lists.example/" + text,
                ETag = isSet ? $"\"{text}\"" : null,
                FetchedAt = isSet ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
                Length = seconds,
                Names = number,
                HeldSha256 = isSet ? text : "",
                HeldTimes = number,
            });

        states.Array[0, 5].Sample(written => ListCatalogText.Read(ListCatalogText.Write(written)).SequenceEqual(written));
    }

    [Test]
    public void Read_AnyText_ReadsOrSaysThatItIsNone()
    {
        Gen.String.Select(Gen.Bool, (text, hasHeader) => hasHeader ? "bhaikadns-lists 1\n" + text + "\n" : text).Sample(text =>
        {
            try
            {
                _ = ListCatalogText.Read(text);
            }
            catch (Exception problem) when (problem is FormatException or OverflowException)
            {
                return;
            }
        });
    }
}
