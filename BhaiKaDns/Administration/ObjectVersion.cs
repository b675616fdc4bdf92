using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace BhaiKaDns.Administration;

/// <summary>What an object looks like, in a few letters: the entity tag of the API, and how a page knows that what it shows is still what is there.</summary>
internal static class ObjectVersion
{
    private const int Octets = 12;

    public static string Of<T>(T item) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item, item!.GetType(), JsonSerializerOptions.Web)).AsSpan(0, Octets));
}
