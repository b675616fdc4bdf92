using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Listeners.Tcp;

internal sealed class ConnectionTableTests
{
    private static readonly ClientAddress One = ClientAddress.FromIPv4(0x0A000001);
    private static readonly ClientAddress Two = ClientAddress.FromIPv4(0x0A000002);
    private static readonly TcpOptions Limits = new() { MaxConnections = 10, MaxConnectionsPerClient = 4 };

    [Test]
    public void TryAdd_BelowCaps_EvictsNobody()
    {
        ConnectionTable table = new(Limits);

        bool isAdded = table.TryAdd(Connection(One, 0), out ConnectionState? evicted);

        Assert.That((isAdded, evicted, table.Count), Is.EqualTo((true, (ConnectionState?)null, 1)));
    }

    [Test]
    public void TryAdd_ClientAtItsCap_EvictsItsOwnOldestThatNeverAsked()
    {
        ConnectionTable table = new(Limits);
        ConnectionState other = Add(table, Two, 0);
        ConnectionState asked = Add(table, One, 1);
        asked.Asked(2);
        ConnectionState oldest = Add(table, One, 3);
        _ = Add(table, One, 4);
        _ = Add(table, One, 5);

        _ = table.TryAdd(Connection(One, 6), out ConnectionState? evicted);

        Assert.That(evicted, Is.SameAs(oldest));
        Assert.That(table.Snapshot(), Does.Contain(other).And.Contain(asked).And.Not.Contain(oldest));
    }

    [Test]
    public void TryAdd_TotalCap_EvictsLongestIdleWhenAllHaveAsked()
    {
        ConnectionTable table = new(Limits);
        ConnectionState[] all = Fill(table);
        foreach ((int index, ConnectionState connection) in all.Index())
        {
            connection.Asked(index == 7 ? 100 : 200 + index);
        }

        _ = table.TryAdd(Connection(One, 300), out ConnectionState? evicted);

        Assert.That(evicted, Is.SameAs(all[7]));
    }

    [Test]
    public void TryAdd_AllBusy_IsRefused()
    {
        ConnectionTable table = new(Limits);
        foreach (ConnectionState connection in Fill(table))
        {
            connection.IsBusy = true;
        }

        bool isAdded = table.TryAdd(Connection(One, 300), out ConnectionState? evicted);

        Assert.That((isAdded, evicted, table.Count), Is.EqualTo((false, (ConnectionState?)null, 10)));
    }

    [Test]
    public void Remove_Twice_CountsOnce()
    {
        ConnectionTable table = new(Limits);
        ConnectionState first = Add(table, One, 0);
        _ = Add(table, One, 0);

        table.Remove(first);
        table.Remove(first);

        Assert.That(table.Count, Is.EqualTo(1));
    }

    [Test]
    public void CollectOverdue_OneOctetASecond_IsHalfSentAllTheSame()
    {
        ConnectionTable table = new(Limits);
        ConnectionState slow = Add(table, One, 0);
        slow.BeganQuery(1_000);
        slow.BeganQuery(2_500);
        List<(ConnectionState, CloseReason)> overdue = [];

        table.CollectOverdue(3_000, overdue);

        Assert.That(overdue, Is.EqualTo(new[] { (slow, CloseReason.HalfSent) }));
    }

    [Test]
    public void CollectOverdue_IdleButBusy_Stays()
    {
        ConnectionTable table = new(Limits);
        Add(table, One, 0).IsBusy = true;
        ConnectionState idle = Add(table, One, 0);
        List<(ConnectionState, CloseReason)> overdue = [];

        table.CollectOverdue(10_000, overdue);

        Assert.That(overdue, Is.EqualTo(new[] { (idle, CloseReason.Idle) }));
    }

    private static ConnectionState[] Fill(ConnectionTable table) =>
        [.. Enumerable.Range(0, 10).Select(index => Add(table, ClientAddress.FromIPv4((uint)(0x0A000100 + index)), index))];

    private static ConnectionState Add(ConnectionTable table, ClientAddress client, long nowMs)
    {
        ConnectionState connection = Connection(client, nowMs);
        _ = table.TryAdd(connection, out _);
        return connection;
    }

    private static ConnectionState Connection(ClientAddress client, long nowMs) => new(client, nowMs, _ => { });
}
