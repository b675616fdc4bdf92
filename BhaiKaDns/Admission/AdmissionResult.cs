namespace BhaiKaDns.Admission;

/// <summary>What a query may expect, judged by its sender alone.</summary>
internal enum AdmissionResult : byte
{
    /// <summary>Not even a refusal.</summary>
    Silence = 0,

    /// <summary>A refusal, if the query can be read.</summary>
    Refusal,
    Admitted,
}
