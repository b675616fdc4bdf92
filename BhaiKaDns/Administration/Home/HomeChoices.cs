using BhaiKaDns.Policy.Lists;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Administration.Home;

/// <summary>The three things that a home is asked at its first start.</summary>
/// <param name="Level">Null leaves the lists as they are.</param>
internal sealed record HomeChoices(ListLevel? Level, bool HasChildren, PrivacyLevel Privacy);
