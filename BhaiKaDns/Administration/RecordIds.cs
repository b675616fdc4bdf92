using BhaiKaDns.Policy.Records;

namespace BhaiKaDns.Administration;

/// <summary>Ids of local records, which have no name of their own: made from all that they say, so that the same record has the same id on every instance.</summary>
internal static class RecordIds
{
    public static string Of(RecordOptions record) => ObjectVersion.Of(record);
}
