namespace BhaiKaDns.Api.Contract;

/// <summary>A call of each operation. One that is not here fails the test: whoever adds an operation adds its example.</summary>
internal static class OperationExamples
{
    private const string Login = $$"""{"userName":"viewer","password":"{{ApiUnderTest.Password}}"}""";

    private static readonly OperationExample Plain = new();

    public static readonly IReadOnlyDictionary<string, OperationExample> All = new Dictionary<string, OperationExample>
    {
        ["getStatus"] = Plain,
        ["getWhy"] = new("/api/v1/why?name=ads.example.com&type=AAAA"),
        ["listServices"] = Plain,
        ["import"] = new("/api/v1/import?dryRun=true"),
        ["listPauses"] = Plain,
        ["pause"] = Plain,
        ["resume"] = new(Body: "{}"),
        ["allow"] = Plain,
        ["block"] = Plain,
        ["giveFeedback"] = Plain,
        ["listDevices"] = Plain,
        ["getDevice"] = new("/api/v1/devices/tv%201", Before: ("devices", """{"name":"tv 1"}""")),
        ["addDevice"] = Plain,
        ["changeDevice"] = new("/api/v1/devices/tv2", """{"name":"tv2","kind":"television"}""", ("devices", """{"name":"tv2"}""")),
        ["removeDevice"] = new("/api/v1/devices/tv3", Before: ("devices", """{"name":"tv3"}""")),
        ["listGroups"] = Plain,
        ["getGroup"] = new("/api/v1/groups/default"),
        ["addGroup"] = Plain,
        ["changeGroup"] = new("/api/v1/groups/g2", """{"name":"g2","youTube":"strict"}""", ("groups", """{"name":"g2"}""")),
        ["removeGroup"] = new("/api/v1/groups/g3", Before: ("groups", """{"name":"g3"}""")),
        ["listSchedules"] = Plain,
        ["getSchedule"] = new("/api/v1/schedules/s1", Before: ("schedules", Schedule("s1"))),
        ["addSchedule"] = Plain,
        ["changeSchedule"] = new("/api/v1/schedules/s2", Schedule("s2"), ("schedules", Schedule("s2"))),
        ["removeSchedule"] = new("/api/v1/schedules/s3", Before: ("schedules", Schedule("s3"))),
        ["listRules"] = Plain,
        ["getRule"] = new("/api/v1/rules/{0}", Before: ("rules", """{"text":"||r1.example^"}""")),
        ["addRule"] = Plain,
        ["changeRule"] = new("/api/v1/rules/{0}", Before: ("rules", """{"text":"||r2.example^"}""")),
        ["removeRule"] = new("/api/v1/rules/{0}", Before: ("rules", """{"text":"||r3.example^"}""")),
        ["listRecords"] = Plain,
        ["getRecord"] = new("/api/v1/records/{0}", Before: ("records", """{"name":"a.lan","value":"192.0.2.1"}""")),
        ["addRecord"] = Plain,
        ["changeRecord"] = new("/api/v1/records/{0}", """{"name":"b.lan","value":"192.0.2.9"}""", ("records", """{"name":"b.lan","value":"192.0.2.2"}""")),
        ["removeRecord"] = new("/api/v1/records/{0}", Before: ("records", """{"name":"c.lan","value":"192.0.2.3"}""")),
        ["listLists"] = Plain,
        ["getList"] = new("/api/v1/lists/2"),
        ["addList"] = Plain,
        ["changeList"] = new("/api/v1/lists/l2", List("l2"), ("lists", List("l2"))),
        ["removeList"] = new("/api/v1/lists/l3", Before: ("lists", List("l3"))),
        ["listPresets"] = Plain,
        ["refreshLists"] = Plain,
        ["refreshList"] = new("/api/v1/lists/starter/refresh?accept=true"),
        ["listIgnoredLines"] = new("/api/v1/lists/starter/ignored"),
        ["postAuthSetup"] = new(Body: """{"code":"000-000","userName":"first","password":"another long sentence"}""", Refused: 409),
        ["postAuthLogin"] = new(Body: Login),
        ["postAuthRefresh"] = new(Body: """{"refreshToken":"none"}""", Refused: 401),
        ["postAuthLogout"] = new(User: "viewer"),
        ["postAuthPassword"] = new(Body: $$"""{"currentPassword":"{{ApiUnderTest.Password}}","newPassword":"{{ApiUnderTest.Password}}"}""", User: "viewer"),
        ["getAuthMe"] = Plain,
        ["postAuthTotp"] = new(Body: "{}", User: "viewer"),
        ["postAuthTotpOff"] = new(Body: $$"""{"password":"{{ApiUnderTest.Password}}"}""", User: "viewer"),
        ["postAuthTotpRecoverycodes"] = new(Body: $$"""{"password":"{{ApiUnderTest.Password}}"}""", User: "viewer", Refused: 412),
        ["getAuthSessions"] = new(User: "viewer"),
        ["deleteAuthSessionsId"] = new("/api/v1/auth/sessions/none", User: "viewer", Refused: 404),
        ["getUsers"] = Plain,
        ["postUsers"] = new(Body: User("u1")),
        ["putUsersId"] = new("/api/v1/users/u2", """{"role":"parent"}""", ("users", User("u2"))),
        ["deleteUsersId"] = new("/api/v1/users/u3", Before: ("users", User("u3"))),
        ["postUsersIdPassword"] = new("/api/v1/users/u4/password", """{"newPassword":"quite another long sentence"}""", ("users", User("u4"))),
        ["deleteUsersIdTotp"] = new("/api/v1/users/u5/totp", Before: ("users", User("u5"))),
        ["getTokens"] = Plain,
        ["postTokens"] = new(Body: Token("t1")),
        ["putTokensId"] = new("/api/v1/tokens/{0}", Token("t2b"), ("tokens", Token("t2"))),
        ["deleteTokensId"] = new("/api/v1/tokens/{0}", Before: ("tokens", Token("t3"))),
        ["getAudit"] = Plain,
        ["getAuditExport"] = Plain,
        ["getQueries"] = new("/api/v1/queries?limit=5"),
        ["getQueriesExport"] = new("/api/v1/queries/export?format=csv"),
        ["getQueriesLive"] = Plain,
        ["getStatisticsSummary"] = Plain,
        ["getStatisticsSeries"] = Plain,
        ["getStatisticsTopKind"] = new("/api/v1/statistics/top/names"),
        ["getSettings"] = Plain,
        ["changeSettings"] = new(Body: "{}"),
        ["checkSettings"] = Plain,
        ["restart"] = Plain,
        ["listUpstreams"] = Plain,
        ["listUpstreamPresets"] = Plain,
        ["getUpstream"] = new("/api/v1/upstreams/none", Refused: 404),
        ["addUpstream"] = new(Body: """{"address":"nowhere"}""", Refused: 422),
        ["changeUpstream"] = new("/api/v1/upstreams/none", Refused: 404),
        ["removeUpstream"] = new("/api/v1/upstreams/none", Refused: 404),
        ["testUpstream"] = new(Body: """{"address":"169.254.169.254"}""", Refused: 422),
        ["getCache"] = new("/api/v1/cache?name=example"),
        ["flushCache"] = new("/api/v1/cache?name=example.com"),
        ["getLog"] = Plain,
        ["postAuditIdUndo"] = new("/api/v1/audit/999999/undo", Refused: 404),
    };

    private static string Schedule(string name) => $$"""{"name":"{{name}}","groups":["default"],"ranges":[{"from":"21:00","to":"06:00"}],"everything":true}""";

    private static string List(string name) => $$"""{"name":"{{name}}","source":"builtin:starter","enabled":false}""";

    private static string User(string name) => $$"""{"userName":"{{name}}","role":"viewer","password":"{{ApiUnderTest.Password}}"}""";

    private static string Token(string name) => $$"""{"name":"{{name}}","scopes":["read"]}""";
}
