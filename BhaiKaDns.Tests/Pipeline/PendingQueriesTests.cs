using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class PendingQueriesTests
{
    [Test]
    public void TryCopy_ListenersBufferReused_CopyKeepsTheQuery()
    {
        PendingQueries pending = new();
        byte[] buffer = new ClientQuery("Kept.example.org").ToMessage();
        QueryContext query = new() { Sink = new RecordingSink() };
        query.Receive(buffer, 0, buffer.Length);
        _ = query.Parse();

        _ = pending.TryCopy(query, out QueryContext copy);
        Array.Clear(buffer);

        Assert.That((ScriptedMessage.ToText(copy.Message[12..]), ScriptedMessage.ToText(copy.Name), copy.Sink), Is.EqualTo(("Kept.example.org", "kept.example.org", query.Sink)));
    }

    [Test]
    public void Return_PlaceUsedAgain_ForgetsItsSink()
    {
        PendingQueries pending = new();
        QueryContext query = new ClientQuery("example.org").ToContext();
        query.Sink = new RecordingSink();
        _ = pending.TryCopy(query, out QueryContext first);
        pending.Return(first);
        query.Sink = null;

        _ = pending.TryCopy(query, out QueryContext second);

        Assert.That((ReferenceEquals(first, second), second.Sink, pending.InUse), Is.EqualTo((true, (IReplySink?)null, 1)));
    }

    [Test]
    public void TryCopy_AllPlacesTaken_IsFalseUntilOneIsReturned()
    {
        PendingQueries pending = new();
        QueryContext query = new ClientQuery("example.org").ToContext();
        QueryContext last = query;
        for (int taken = 0; taken < PendingQueries.Capacity; taken++)
        {
            Assert.That(pending.TryCopy(query, out last), Is.True);
        }

        bool whenFull = pending.TryCopy(query, out _);
        pending.Return(last);

        Assert.That((whenFull, pending.InUse, pending.TryCopy(query, out _)), Is.EqualTo((false, PendingQueries.Capacity - 1, true)));
    }
}
