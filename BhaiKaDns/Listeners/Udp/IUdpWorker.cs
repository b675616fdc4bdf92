namespace BhaiKaDns.Listeners.Udp;

/// <summary>One thread that reads datagrams from one socket: with many per system call on Linux, one by one elsewhere.</summary>
internal interface IUdpWorker
{
    void Start();

    /// <summary>Closes the socket; completes when the thread has ended. Answers that come later are dropped.</summary>
    Task StopAsync();

    /// <summary>Leaves the socket open for whoever reads it too; completes when the thread has ended, a second later at most. All that it received is answered.</summary>
    Task LeaveAsync();

    /// <summary>After <see cref="LeaveAsync"/>: sends no late answers any more and gives its buffers back.</summary>
    void Forget();
}
