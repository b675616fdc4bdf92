using System.Net.Sockets;

namespace BhaiKaDns.Listeners;

/// <summary>A bound socket and what it was bound for. When the house is built anew, the next one goes on with the very same socket, so what lies in its queue is answered.</summary>
/// <param name="Key">Transport, address and family mode: equal where one socket can stand in for another.</param>
internal readonly record struct HeldSocket(string Key, Socket Socket);
