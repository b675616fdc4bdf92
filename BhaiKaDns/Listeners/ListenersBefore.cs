namespace BhaiKaDns.Listeners;

/// <summary>The listeners of the house that stood here before and still answers, for the one that takes over.</summary>
internal sealed record ListenersBefore(DnsListenerService Service);
