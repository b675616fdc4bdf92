namespace BhaiKaDns.Listeners.Udp;

/// <summary>One thread that reads datagrams from one socket: with many per system call on Linux, one by one elsewhere.</summary>
internal interface IUdpWorker
{
    void Start();

    /// <summary>Closes the socket; completes when the thread has ended. Answers that come later are dropped.</summary>
    Task StopAsync();
}
