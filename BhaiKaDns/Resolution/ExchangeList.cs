namespace BhaiKaDns.Resolution;

/// <summary>The exchanges of one question, those that are over included. Guarded by the question's lock.</summary>
internal sealed class ExchangeList
{
    private const int MaxExchanges = 24;

    private readonly List<UpstreamExchange> _exchanges = new(2);

    public int Count => _exchanges.Count;

    /// <summary>Far more than a plan with all its detours needs; a bound on what one question may cause.</summary>
    public bool IsFull => _exchanges.Count >= MaxExchanges;

    public UpstreamExchange this[int index] => _exchanges[index];

    public void Add(UpstreamExchange exchange) => _exchanges.Add(exchange);

    public bool HasWaiting()
    {
        foreach (UpstreamExchange exchange in _exchanges)
        {
            if (exchange.State is UpstreamExchangeState.Waiting)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one waits against which nothing was heard.</summary>
    public bool HasHopeful()
    {
        foreach (UpstreamExchange exchange in _exchanges)
        {
            if (exchange.State is UpstreamExchangeState.Waiting && exchange.DoubtedFor is UpstreamError.None)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the upstream said that it cannot answer this question.</summary>
    public bool HasDeclined(Upstream upstream)
    {
        foreach (UpstreamExchange exchange in _exchanges)
        {
            if (exchange.State is UpstreamExchangeState.Declined && exchange.Upstream == upstream)
            {
                return true;
            }
        }

        return false;
    }
}
