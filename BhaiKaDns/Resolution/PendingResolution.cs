using System.Threading.Tasks.Sources;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Resolution;

/// <summary>
/// One question on its way through the steps of its plan. What comes from transports and the clock meets here under one lock; the
/// answer is handed on outside of it, on the thread that brought it. Exchanges that lost the race are listened to until their time
/// is over, because their answers tell how the other upstreams fare; they no longer touch the query.
/// </summary>
internal sealed class PendingResolution : IValueTaskSource<ResolvedAnswer>
{
    private readonly Lock _gate = new();
    private readonly ExchangeList _exchanges = new();
    private readonly ResolutionContext _context;
    private readonly QueryContext _query;
    private readonly UpstreamSet _set;
    private readonly UpstreamPlan _plan;
    private readonly ResolutionPace _pace;
    private readonly CancellationToken _cancellation;
    private ManualResetValueTaskSourceCore<ResolvedAnswer> _completion;
    private ResolvedAnswer _outcome = ResolvedAnswer.Failed(UpstreamError.Timeout);
    private long _nextStepAtMs;
    private int _nextStep;
    private bool _isOver;
    private bool _isPublished;

    public PendingResolution(ResolutionContext context, QueryContext query, UpstreamSet set, CancellationToken cancellation)
    {
        long nowMs = context.Clock.Milliseconds;
        _context = context;
        _query = query;
        _set = set;
        _plan = set.Plan(nowMs);
        _pace = new ResolutionPace(context.Timeout, nowMs);
        _cancellation = cancellation;
    }

    /// <summary>Its place in the table of questions in flight; the table's own mark.</summary>
    public int Place { get; set; }

    /// <summary>Takes the first steps. Called once.</summary>
    public ValueTask<ResolvedAnswer> Begin()
    {
        bool ended;
        lock (_gate)
        {
            ended = Continue(_pace.StartedMs);
        }

        Publish(ended);
        return new ValueTask<ResolvedAnswer>(this, _completion.Version);
    }

    /// <summary>Called by the clock: ends what took too long and takes the next step when it is due.</summary>
    /// <param name="crowded">Places are wanted by other questions: nothing is listened to for its own sake.</param>
    public void Tick(long nowMs, bool crowded)
    {
        bool ended;
        lock (_gate)
        {
            bool cancelled = !_isOver && _cancellation.IsCancellationRequested;
            _isOver |= cancelled;
            for (int index = 0; index < _exchanges.Count; index++)
            {
                UpstreamExchange exchange = _exchanges[index];
                bool unwanted = cancelled || (_isOver && crowded);
                if (exchange.State is UpstreamExchangeState.Waiting && (unwanted || nowMs >= exchange.DeadlineMs))
                {
                    Expire(exchange, unwanted, nowMs);
                }
            }

            ended = Continue(nowMs);
        }

        Publish(ended);
    }

    /// <summary>A reply came whose ID and question are right.</summary>
    public void Receive(UpstreamExchange exchange, ReplyVerdict verdict, ReadOnlySpan<byte> reply, ResponseCode code)
    {
        bool ended = false;
        lock (_gate)
        {
            if (exchange.State is UpstreamExchangeState.Waiting)
            {
                long nowMs = _context.Clock.Milliseconds;
                exchange.State = UpstreamExchangeState.Over;
                Judge(exchange, ReplyMeanings.Of(verdict, code, exchange.OverTcp, exchange.HasEdns), reply, nowMs);
                ended = Continue(nowMs);
            }
        }

        Publish(ended);
    }

    public void Fail(UpstreamExchange exchange, UpstreamError error)
    {
        bool ended = false;
        lock (_gate)
        {
            if (exchange.State is UpstreamExchangeState.Waiting)
            {
                long nowMs = _context.Clock.Milliseconds;
                SetFailed(exchange, error, UpstreamExchangeState.Failed, nowMs);
                ended = Continue(nowMs);
            }
        }

        Publish(ended);
    }

    public void Doubt(UpstreamExchange exchange, UpstreamError error)
    {
        bool ended = false;
        lock (_gate)
        {
            if (!_isOver && exchange.State is UpstreamExchangeState.Waiting && exchange.DoubtedFor is UpstreamError.None)
            {
                long nowMs = _context.Clock.Milliseconds;
                exchange.DoubtedFor = error;
                if (error is UpstreamError.Mismatch)
                {
                    // The right name in other letters: a forger who guessed all the rest, or a server that does not keep case. Over
                    // TCP nobody forges from afar.
                    _ = Start(exchange.Upstream, overTcp: true, exchange.HasEdns, isRetryWithoutEdns: false, nowMs);
                }
                else
                {
                    exchange.DeadlineMs = Math.Min(exchange.DeadlineMs, nowMs + ResolutionPace.PatienceAfterDoubtMs);
                    HurryNextStep(nowMs);
                }

                ended = Continue(nowMs);
            }
        }

        Publish(ended);
    }

    /// <summary>Counts what was not believed; the wait goes on.</summary>
    public void Ignore(UpstreamExchange exchange) => _context.Observer.Mismatched(exchange.Upstream);

    /// <summary>Counts a name that came back in other letters.</summary>
    public void RecordOtherCase(UpstreamExchange exchange) => _context.Observer.OtherCase(exchange.Upstream);

    ResolvedAnswer IValueTaskSource<ResolvedAnswer>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ResolvedAnswer>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<ResolvedAnswer>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    private void Judge(UpstreamExchange exchange, ReplyMeaning meaning, ReadOnlySpan<byte> reply, long nowMs)
    {
        if (meaning is ReplyMeaning.Malformed or ReplyMeaning.Refused)
        {
            UpstreamError error = meaning is ReplyMeaning.Refused ? UpstreamError.Refused : UpstreamError.Malformed;
            SetFailed(exchange, error, UpstreamExchangeState.Declined, nowMs);
        }
        else
        {
            _context.Observer.Answered(exchange, isDeclined: meaning is ReplyMeaning.Declined, nowMs);
        }

        if (_isOver)
        {
            return;
        }

        switch (meaning)
        {
            case ReplyMeaning.Answer:
                exchange.Upstream.RecordReadable(exchange.HasMixedCase, exchange.IsRetryWithoutEdns, nowMs);
                KeepAsOutcome(exchange, reply);
                _isOver = true;
                break;
            case ReplyMeaning.AskOverTcp:
                _ = Start(exchange.Upstream, overTcp: true, exchange.HasEdns, exchange.IsRetryWithoutEdns, nowMs);
                break;
            case ReplyMeaning.AskWithoutEdns:
                _ = Start(exchange.Upstream, exchange.OverTcp, edns: false, isRetryWithoutEdns: true, nowMs);
                break;
            case ReplyMeaning.Declined or ReplyMeaning.Refused:
                exchange.State = UpstreamExchangeState.Declined;
                KeepAsOutcome(exchange, reply);
                HurryNextStep(nowMs);
                break;
        }
    }

    // True once: when the outcome is to be handed on.
    private bool Continue(long nowMs)
    {
        TakeSteps(nowMs);
        bool isWaiting = _exchanges.HasWaiting();
        _isOver |= !isWaiting && (_nextStep >= _plan.Steps.Length || !_pace.HasTimeLeft(nowMs));
        if (_isOver && !isWaiting)
        {
            _context.Table.Remove(this);
        }

        bool ended = _isOver && !_isPublished;
        _isPublished |= ended;
        return ended;
    }

    private void TakeSteps(long nowMs)
    {
        while (!_isOver && _nextStep < _plan.Steps.Length && (_nextStep < _plan.AtOnce || nowMs >= _nextStepAtMs) && _pace.HasTimeLeft(nowMs))
        {
            Upstream upstream = _plan.Steps[_nextStep++].Upstream;
            if (!_exchanges.HasDeclined(upstream)
                && Start(upstream, overTcp: false, upstream.TakesEdns(nowMs), isRetryWithoutEdns: false, nowMs)
                && _nextStep < _plan.Steps.Length)
            {
                _nextStepAtMs = nowMs + _pace.DelayBefore(_plan.Steps[_nextStep], upstream, _set.AreMembersFailing(), nowMs);
            }
        }
    }

    private bool Start(Upstream upstream, bool overTcp, bool edns, bool isRetryWithoutEdns, long nowMs)
    {
        if (_exchanges.IsFull)
        {
            return false;
        }

        overTcp |= upstream.Address.Protocol is UpstreamProtocol.Tcp;
        bool mixedCase = !overTcp && upstream.KeepsCase(nowMs);
        QueryMessage asked = _query.Query;
        byte[] request = UpstreamQuery.Compose(_query.Name, asked.Type, asked.DnssecOk, asked.CheckingDisabled, edns, mixedCase);
        UpstreamExchange exchange = new(this, upstream, request)
        {
            OverTcp = overTcp,
            HasEdns = edns,
            HasMixedCase = mixedCase,
            IsRetryWithoutEdns = isRetryWithoutEdns,
            StartedTimestamp = _context.Clock.Timestamp,
            DeadlineMs = _pace.DeadlineOf(nowMs),
        };
        _exchanges.Add(exchange);
        UpstreamError error = _context.TransportOf(exchange).Start(exchange);
        if (error is not UpstreamError.None)
        {
            SetFailed(exchange, error, UpstreamExchangeState.Failed, nowMs);
            return false;
        }

        upstream.CountQuery();
        return true;
    }

    private void Expire(UpstreamExchange exchange, bool unwanted, long nowMs)
    {
        _context.TransportOf(exchange).Abandon(exchange);
        exchange.State = UpstreamExchangeState.Over;
        if (!unwanted)
        {
            UpstreamError error = exchange.DoubtedFor is UpstreamError.None ? UpstreamError.Timeout : exchange.DoubtedFor;
            SetFailed(exchange, error, UpstreamExchangeState.Failed, nowMs);
        }
    }

    private void SetFailed(UpstreamExchange exchange, UpstreamError error, UpstreamExchangeState state, long nowMs)
    {
        exchange.State = state;
        _context.Observer.Failed(exchange, error, nowMs);
        if (!_isOver)
        {
            // An upstream's own "I cannot", once there is one, says more than our reasons.
            _outcome = _outcome.IsAnswered ? _outcome : ResolvedAnswer.Failed(error);
            HurryNextStep(nowMs);
        }
    }

    // The fallback set waits while a main upstream may still answer, or until its own time has come.
    private void HurryNextStep(long nowMs)
    {
        if (_nextStep < _plan.Steps.Length && (_plan.Steps[_nextStep].Kind is not UpstreamStepKind.Fallback || !_exchanges.HasHopeful()))
        {
            _nextStepAtMs = nowMs;
        }
    }

    private void KeepAsOutcome(UpstreamExchange exchange, ReadOnlySpan<byte> reply)
    {
        if (MessageHeader.QuestionCount(reply) == 1)
        {
            byte[] message = reply.ToArray();
            _query.Name.CopyTo(message.AsSpan(MessageHeader.Length));
            _outcome = new ResolvedAnswer(message, exchange.Upstream.Number, UpstreamError.None);
        }
        else if (!_outcome.IsAnswered)
        {
            _outcome = ResolvedAnswer.Failed(UpstreamError.ServerFailure);
        }
    }

    private void Publish(bool ended)
    {
        if (!ended)
        {
            return;
        }

        if (_cancellation.IsCancellationRequested && !_outcome.IsAnswered)
        {
            _completion.SetException(new OperationCanceledException(_cancellation));
        }
        else
        {
            _completion.SetResult(_outcome);
        }
    }
}
