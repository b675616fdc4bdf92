using System.Diagnostics;
using System.Globalization;
using System.Net;
using NUnit.Framework;

namespace BhaiKaDns.EndToEnd;

/// <summary>Debian's <c>dig</c>: a client that shares no line of code with the program.</summary>
internal static class Dig
{
    public static void RequireOrSkip()
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "dig")));
        if (!isThere)
        {
            Assert.Ignore("dig is not on PATH (Debian: apt-get install bind9-dnsutils).");
        }
    }

    /// <summary>Asks and gives everything that dig prints.</summary>
    public static async Task<string> AskAsync(IPEndPoint server, params string[] arguments)
    {
        ProcessStartInfo start = new("dig") { RedirectStandardOutput = true, UseShellExecute = false };
        string[] where = ["-r", $"@{server.Address}", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "+tries=1", "+time=5", "+nocookie"];
        foreach (string argument in (string[])[.. where, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dig could not be started.");
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
