namespace BhaiKaDns.Benchmarks;

/// <summary>Plain LRU, the yardstick of hit rates.</summary>
internal sealed class LruModel(int capacity)
{
    private readonly Dictionary<int, LinkedListNode<int>> _places = [];
    private readonly LinkedList<int> _order = [];

    /// <summary>Whether the question is held; holds it from now on.</summary>
    public bool Ask(int question)
    {
        if (_places.TryGetValue(question, out LinkedListNode<int>? place))
        {
            _order.Remove(place);
            _order.AddFirst(place);
            return true;
        }

        if (_places.Count == capacity)
        {
            place = _order.Last!;
            _places.Remove(place.Value);
            _order.RemoveLast();
            place.Value = question;
        }
        else
        {
            place = new LinkedListNode<int>(question);
        }

        _order.AddFirst(place);
        _places.Add(question, place);
        return false;
    }
}
