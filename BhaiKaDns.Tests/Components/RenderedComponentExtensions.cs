using Bunit;
using Microsoft.AspNetCore.Components;
using NUnit.Framework.Internal;

namespace BhaiKaDns.Components;

/// <summary>Waiting for what a page draws a little later.</summary>
internal static class RenderedComponentExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Tries an assertion after each drawing until it holds. NUnit counts one that failed meanwhile against the test even when its
    /// exception is caught, so each try has a context of its own.
    /// </summary>
    public static void WaitUntil<T>(this IRenderedComponent<T> component, Action assertion)
        where T : IComponent =>
        component.WaitForAssertion(() => Try(assertion), Patience);

    /// <inheritdoc cref="WaitUntil"/>
    public static Task WaitUntilAsync<T>(this IRenderedComponent<T> component, Action assertion)
        where T : IComponent =>
        component.WaitForAssertionAsync(() => Try(assertion), Patience);

    private static void Try(Action assertion)
    {
        using (new TestExecutionContext.IsolatedContext())
        {
            assertion();
        }
    }
}
