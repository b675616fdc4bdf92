using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace BhaiKaDns.Api.Paging;

/// <summary>Which part of a list is wanted.</summary>
internal readonly record struct PageRequest(
    [property: FromQuery(Name = "limit"), Description("Most items of a page: 1 to 500, 100 if left out.")] int? Limit,
    [property: FromQuery(Name = "cursor"), Description("What the page before this one gave as 'next'.")] string? Cursor)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;
}
