using BhaiKaDns.Caching;
using BhaiKaDns.Dns;
using BhaiKaDns.Fakes;
using BhaiKaDns.Queries;
using CsCheck;
using NUnit.Framework;

namespace BhaiKaDns.Pipeline;

internal sealed class ResponseComposerTests
{
    private static readonly ClientQuery Plain = new("www.Example.org");
    private static readonly ClientQuery Edns = Plain with { HasEdns = true };

    [TestCase(512, 512)]
    [TestCase(0, 512)]
    [TestCase(800, 800)]
    [TestCase(1232, 1232)]
    [TestCase(4096, 1232)]
    [TestCase(65535, 1232)]
    public void Complete_BodyLongerThanClientTakes_IsTruncatedWithinItsSize(int offered, int taken)
    {
        QueryContext query = (Edns with { UdpPayloadSize = (ushort)offered }).ToContext();
        int room = ResponseComposer.BodyOf(query, new byte[2000]).Length;

        (string text, int length) = Compose(query, room + 1);

        Assert.That((text, room, length <= taken), Is.EqualTo(("NOERROR TC", taken - query.Query.QuestionEnd - 11, true)));
    }

    [Test]
    public void Complete_NoEdns_KeepsTo512Octets()
    {
        QueryContext query = Plain.ToContext();

        (string text, int length) = Compose(query, 512 - query.Query.QuestionEnd + 1);

        Assert.That((text, length), Is.EqualTo(("NOERROR TC", query.Query.QuestionEnd)));
    }

    [Test]
    public void Complete_NoEdnsAndExactly512Octets_IsWhole()
    {
        QueryContext query = Plain.ToContext();

        (_, int length) = Compose(query, 512 - query.Query.QuestionEnd);

        Assert.That(length, Is.EqualTo(512));
    }

    [Test]
    public void Complete_Tcp_TakesMoreThanAnyDatagram()
    {
        QueryContext query = Plain.ToContext(TransportProtocol.Tcp);

        (_, int length) = Compose(query, 5000);

        Assert.That(length, Is.EqualTo(5000 + query.Query.QuestionEnd));
    }

    [Test]
    public void Complete_AnySizesAndReasons_NeverExceedsWhatClientTakes()
    {
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 1500], Gen.Bool, Gen.Enum<Reason>(), Gen.Int[1, 60]).Sample((offered, body, hasEdns, reason, label) =>
        {
            QueryContext query = new ClientQuery(new string('a', label) + ".org") { HasEdns = hasEdns, UdpPayloadSize = (ushort)offered }.ToContext();
            byte[] response = new byte[2000];

            int length = ResponseComposer.Complete(query, response, default, body, reason);

            int limit = hasEdns ? Math.Clamp(offered, 512, 1232) : 512;
            bool isTruncated = MessageHeader.Flags(response).HasFlag(HeaderFlags.Truncated);
            return length <= limit && isTruncated == (query.Query.QuestionEnd + body + (hasEdns ? 11 : 0) > limit);
        });
    }

    [TestCase(HeaderFlags.None, HeaderFlags.None)]
    [TestCase(HeaderFlags.RecursionDesired, HeaderFlags.RecursionDesired)]
    [TestCase(HeaderFlags.CheckingDisabled, HeaderFlags.CheckingDisabled)]
    [TestCase(HeaderFlags.AuthenticData, HeaderFlags.None)]
    [TestCase(HeaderFlags.Truncated | HeaderFlags.AuthoritativeAnswer | HeaderFlags.RecursionAvailable, HeaderFlags.None)]
    public void Complete_FlagsOfQuery_OnlyRdAndCdAreEchoed(HeaderFlags asked, HeaderFlags echoed)
    {
        QueryContext query = (Plain with { Flags = asked }).ToContext();
        byte[] response = new byte[512];

        _ = ResponseComposer.Complete(query, response, default, 0, Reason.None);

        Assert.That(MessageHeader.Flags(response), Is.EqualTo(echoed | HeaderFlags.Response | HeaderFlags.RecursionAvailable));
    }

    [Test]
    public void Complete_NameInMixedCase_IsEchoedAsSpelled()
    {
        QueryContext query = Edns.ToContext();
        byte[] response = new byte[512];

        _ = ResponseComposer.Complete(query, response, default, 0, Reason.None);

        Assert.That(ScriptedMessage.ToText(response.AsSpan(MessageHeader.Length)), Is.EqualTo("www.Example.org"));
    }

    [Test]
    public void Complete_NoEdns_HasNoOpt()
    {
        MessageSections sections = Sections(Plain, Reason.BlockList);

        Assert.That(sections.HasEdns, Is.False);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Complete_Edns_OptCarriesOurSizeAndTheDoBit(bool dnssecOk)
    {
        MessageSections sections = Sections(Edns with { DnssecOk = dnssecOk }, Reason.None);

        Assert.That((sections.HasEdns, sections.Edns.UdpPayloadSize, sections.Edns.Version, sections.Edns.DnssecOk), Is.EqualTo((true, 1232, 0, dnssecOk)));
    }

    [TestCase(Reason.BlockList, "NOERROR EDE 15 block-list: a block list names it")]
    [TestCase(Reason.UserRule, "NOERROR EDE 17 user-rule: a rule of this home names it")]
    [TestCase(Reason.UpstreamFailed, "NOERROR EDE 22 upstream-failed: no upstream answered")]
    [TestCase(Reason.StaleAnswer, "NOERROR EDE 3 stale-answer: no upstream answered; an older answer was given")]
    [TestCase(Reason.None, "NOERROR")]
    public void Complete_ReasonToExplain_IsTold(Reason reason, string expected)
    {
        byte[] response = new byte[512];

        int length = ResponseComposer.Complete(Edns.ToContext(), response, default, 0, reason);

        Assert.That(ResponseText.Of(response.AsSpan(0, length)), Is.EqualTo(expected));
    }

    [TestCase(TransportProtocol.Tcp, 300, true, 300)]
    [TestCase(TransportProtocol.Tcp, 300, false, -1)]
    [TestCase(TransportProtocol.Udp, 0, true, -1)]
    public void Complete_KeepaliveAsked_IsToldOverTcpOnly(TransportProtocol protocol, int units, bool isAsked, int told)
    {
        QueryContext query = (Edns with { Options = isAsked ? [0, 11, 0, 0] : [] }).ToContext(protocol);
        query.KeepaliveUnits = (ushort)units;
        byte[] response = new byte[512];

        int length = ResponseComposer.Complete(query, response, default, 0, Reason.None);

        _ = MessageReader.Read(response.AsSpan(0, length), out MessageSections sections);
        byte[]? value = ResponseText.OptionsOf(response.AsSpan(0, length), sections).SingleOrDefault(option => option.Code == EdnsOptionCode.TcpKeepalive).Value;
        Assert.That(value is null ? -1 : (value[0] << 8) | value[1], Is.EqualTo(told));
    }

    [Test]
    public void Error_BadVersion_StandsInTheUpperBitsOfTheRcode()
    {
        byte[] response = new byte[512];

        int length = ResponseComposer.Error((Edns with { EdnsVersion = 1 }).ToContext(), response, ResponseCode.BadVersion, Reason.EdnsVersion);

        Assert.That((ResponseText.Of(response.AsSpan(0, length)), (int)MessageHeader.ResponseCode(response)), Is.EqualTo(("BADVERS", 0)));
    }

    [Test]
    public void Error_OtherOpcode_EchoesItWithoutQuestion()
    {
        byte[] response = new byte[512];

        int length = ResponseComposer.Error((Plain with { Opcode = Opcode.Notify }).ToContext(), response, ResponseCode.NotImplemented, Reason.NotImplemented);

        Assert.That((length, MessageHeader.Opcode(response), MessageHeader.QuestionCount(response)), Is.EqualTo((MessageHeader.Length, Opcode.Notify, 0)));
    }

    [Test]
    public void Truncate_CompleteResponse_LosesItsRecordsAndKeepsItsCode()
    {
        QueryContext query = Edns.ToContext();
        byte[] response = new byte[512];
        _ = ResponseComposer.Error(query, response, ResponseCode.NameError, Reason.None);

        int length = ResponseComposer.Truncate(query, response);

        Assert.That(ResponseText.Of(response.AsSpan(0, length)), Is.EqualTo("NXDOMAIN TC"));
    }

    [Test]
    public void Truncate_ErrorWithoutQuestion_CountsNoQuestion()
    {
        QueryContext query = (Plain with { Opcode = Opcode.Notify }).ToContext();
        byte[] response = new byte[512];
        _ = ResponseComposer.Error(query, response, ResponseCode.NotImplemented, Reason.None);

        int length = ResponseComposer.Truncate(query, response);

        Assert.That((length, MessageHeader.QuestionCount(response), MessageHeader.Opcode(response)), Is.EqualTo((MessageHeader.Length, 0, Opcode.Notify)));
    }

    private static (string Text, int Length) Compose(QueryContext query, int bodyLength)
    {
        byte[] response = new byte[ushort.MaxValue];
        int length = ResponseComposer.Complete(query, response, default(CachedAnswer), bodyLength, Reason.BlockList);
        string text = ResponseText.Of(response.AsSpan(0, length));
        return (text.Split(" EDE")[0], length);
    }

    private static MessageSections Sections(ClientQuery asked, Reason reason)
    {
        byte[] response = new byte[512];
        int length = ResponseComposer.Complete(asked.ToContext(), response, default, 0, reason);
        Assert.That(MessageReader.Read(response.AsSpan(0, length), out MessageSections sections), Is.EqualTo(ParseError.None));
        return sections;
    }
}
