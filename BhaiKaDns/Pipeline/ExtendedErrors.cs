using System.Buffers.Binary;
using System.Text;
using BhaiKaDns.Dns;
using BhaiKaDns.Queries;

namespace BhaiKaDns.Pipeline;

/// <summary>Extended DNS Error options (RFC 8914), one for each reason, prepared as octets: code, length, INFO-CODE, text.</summary>
internal static class ExtendedErrors
{
    private const int OptionHeaderLength = 4;

    private static readonly byte[][] Options = [.. Enum.GetValues<Reason>().Select(Prepare)];

    /// <summary>The option for a reason; empty where there is nothing to explain.</summary>
    public static ReadOnlySpan<byte> For(Reason reason) => Options[(int)reason];

    private static byte[] Prepare(Reason reason)
    {
        if (CodeOf(reason) is not { } code)
        {
            return [];
        }

        return Option(code, $"{reason.Id()}: {reason.Sentence()}");
    }

    /// <summary>The option that suggests a name in place of one that does not exist: nothing is rewritten.</summary>
    public static byte[] Suggesting(string meant) => Option(ExtendedErrorCode.Other, $"typo: did you mean {meant}?");

    private static byte[] Option(ExtendedErrorCode code, string sentence)
    {
        byte[] text = Encoding.UTF8.GetBytes(sentence);
        byte[] option = new byte[OptionHeaderLength + sizeof(ushort) + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(option, (ushort)EdnsOptionCode.ExtendedError);
        BinaryPrimitives.WriteUInt16BigEndian(option.AsSpan(2), (ushort)(sizeof(ushort) + text.Length));
        BinaryPrimitives.WriteUInt16BigEndian(option.AsSpan(4), (ushort)code);
        text.CopyTo(option, OptionHeaderLength + sizeof(ushort));
        return option;
    }

    private static ExtendedErrorCode? CodeOf(Reason reason) => reason switch
    {
        Reason.BlockList or Reason.Service or Reason.Schedule or Reason.ThreatFeed or Reason.ThreatModel or Reason.Tunnel or Reason.Beacon
            or Reason.LookAlike or Reason.NewDomain or Reason.Rebinding or Reason.Cname or Reason.AnswerAddress
            or Reason.FirefoxCanary or Reason.PrivateRelay or Reason.Suffix => ExtendedErrorCode.Blocked,
        Reason.UserRule => ExtendedErrorCode.Filtered,
        Reason.NotAllowed or Reason.ZoneTransfer or Reason.ChaosClass => ExtendedErrorCode.Prohibited,
        Reason.NotImplemented or Reason.AnyQuery => ExtendedErrorCode.NotSupported,
        Reason.DnssecBogus => ExtendedErrorCode.DnssecBogus,
        Reason.UpstreamFailed => ExtendedErrorCode.NoReachableAuthority,
        Reason.Overloaded or Reason.FilteringUnavailable => ExtendedErrorCode.NotReady,
        Reason.StaleAnswer => ExtendedErrorCode.StaleAnswer,
        _ => null,
    };
}
