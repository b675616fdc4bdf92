namespace BhaiKaDns.Import;

/// <summary>Configurations as households write them, made up after the public documentation of each product.</summary>
internal static class ImportSamples
{
    public const string AdGuardHome = """
        http:
          address: 0.0.0.0:3000
        users:
          - name: someone
            password: $2a$10$xxxxxxxxxxxxxxxxxxxxxx
        dns:
          bind_hosts:
            - 0.0.0.0
          port: 53
          upstream_dns:
            - 9.9.9.9
            - https://dns.example/dns-query
            - '[/lan/home.arpa/]192.168.1.1'
            - '# a remark'
          bootstrap_dns:
            - 9.9.9.10
          fallback_dns:
            - 1.1.1.1
          upstream_mode: parallel
          upstream_timeout: 3s
          cache_size: 8388608
          cache_ttl_min: 60
          cache_ttl_max: 0
          cache_optimistic: false
          ratelimit: 20
          allowed_clients:
            - 192.168.0.0/16
        querylog:
          interval: 168h
          enabled: true
        filters:
          - enabled: true
            url: https://lists.example/ads.txt
            name: Advertising
            id: 1
          - enabled: false
            url: https://lists.example/more.txt
            name: Advertising
            id: 2
        whitelist_filters:
          - enabled: true
            url: https://lists.example/good.txt
            name: Good ones
            id: 3
        user_rules:
          - '||tracker.example^'
          - '@@||shop.example^'
          - '! a remark'
          - '||bad..example^'
        clients:
          persistent:
            - safe_search:
                enabled: true
                google: true
                bing: false
                youtube: true
              blocked_services:
                schedule:
                  time_zone: Europe/Berlin
                  sat:
                    start: 10h
                    end: 18h30m
                ids:
                  - tiktok
                  - nonsense
              name: Tablet
              ids:
                - 192.168.1.20
                - aa:bb:cc:dd:ee:ff
              tags:
                - device_tablet
              upstreams:
                - 9.9.9.11
              use_global_settings: false
              filtering_enabled: true
              use_global_blocked_services: false
            - name: Printer
              ids:
                - 192.168.1.30
              use_global_settings: true
              use_global_blocked_services: true
        filtering:
          blocked_services:
            schedule:
              time_zone: Local
            ids:
              - tiktok
          safe_search:
            enabled: false
            google: true
          blocking_mode: nxdomain
          blocked_response_ttl: 30
          filters_update_interval: 12
          rewrites:
            - domain: nas.lan
              answer: 192.168.1.5
            - domain: '*.nas.lan'
              answer: nas.lan
            - domain: free.nas.lan
              answer: A
          filtering_enabled: true
          protection_enabled: true
        schema_version: 29
        """;

    public const string Blocky = """
        upstreams:
          groups:
            default:
              - 1.1.1.1
              - tcp-tls:dns.example:853
            kids:
              - tcp+udp:9.9.9.11
          strategy: strict
          timeout: 2s
        customDNS:
          customTTL: 1h
          mapping:
            printer.lan: 192.168.178.3,2001:db8::3
        conditional:
          mapping:
            fritz.box: 192.168.178.1
        blocking:
          denylists:
            ads:
              - https://lists.example/ads.txt
              - |
                inline.example
                /^banner[0-9]+\.example$/
            special:
              - /etc/lists/special.txt
          allowlists:
            ads:
              - https://lists.example/allow.txt
          clientGroupsBlock:
            default:
              - ads
            kids:
              - ads
              - special
            laptop*:
              - ads
          blockType: zeroIp
          blockTTL: 1m
          loading:
            refreshPeriod: 24h
        clientLookup:
          clients:
            kids:
              - 192.168.178.29
        caching:
          minTime: 5m
          maxTime: 30m
          prefetching: true
        ports:
          dns: 5353
        """;

    public const string Dnsmasq = """
        # my home
        domain-needed
        bogus-priv
        no-resolv
        server=9.9.9.9
        server=1.1.1.1#5353   # with a port
        server=/corp.example/10.0.0.1
        address=/ads.example/0.0.0.0
        address=/nas.lan/192.168.1.5
        host-record=tv.lan,192.168.1.9,fd00::9
        cname=media.lan,tv.lan
        txt-record=lan,"v=1"
        mx-host=lan,mail.lan,10
        dhcp-host=aa:bb:cc:dd:ee:01,phone,192.168.1.40,infinite
        dhcp-range=192.168.1.50,192.168.1.150,12h
        cache-size=5000
        stop-dns-rebind
        rebind-domain-ok=/plex.example/
        addn-hosts=/etc/hosts.home
        """;

    public const string PiHoleToml = """
        # Pi-hole configuration file
        [dns]
          upstreams = [ "9.9.9.9", "127.0.0.1#5335" ]
          port = 53
          hosts = [ "192.168.1.5 nas.lan nas" ]
          cnameRecords = [ "cloud.lan,nas.lan", "old.lan,nas.lan,300" ]
          revServers = [ "true,192.168.1.0/24,192.168.1.1,home" ]
          blockTTL = 2

          [dns.blocking]
            active = true
            mode = "NULL"

          [dns.cache]
            size = 20000
            optimizer = 3600

        [dhcp]
          active = false
          hosts = [ "AA:BB:CC:DD:EE:02,192.168.1.41,watch" ]

        [misc]
          privacylevel = 2

        [database]
          maxDBdays = 91
        """;

    public const string Gravity = """
        CREATE TABLE "group" (id INTEGER PRIMARY KEY, enabled BOOLEAN, name TEXT, description TEXT);
        CREATE TABLE adlist (id INTEGER PRIMARY KEY, address TEXT, enabled BOOLEAN, comment TEXT, type INTEGER);
        CREATE TABLE domainlist (id INTEGER PRIMARY KEY, type INTEGER, domain TEXT, enabled BOOLEAN, comment TEXT);
        CREATE TABLE client (id INTEGER PRIMARY KEY, ip TEXT, comment TEXT);
        CREATE TABLE adlist_by_group (adlist_id INTEGER, group_id INTEGER);
        CREATE TABLE domainlist_by_group (domainlist_id INTEGER, group_id INTEGER);
        CREATE TABLE client_by_group (client_id INTEGER, group_id INTEGER);
        INSERT INTO "group" VALUES (0, 1, 'Default', ''), (1, 1, 'Children', ''), (2, 0, 'Old', '');
        INSERT INTO adlist VALUES (1, 'https://lists.example/ads.txt', 1, 'Ads', 0), (2, 'https://lists.example/games.txt', 1, '', 0), (3, 'https://lists.example/good.txt', 1, 'Good', 1);
        INSERT INTO adlist_by_group VALUES (1, 0), (1, 1), (2, 1), (3, 0);
        INSERT INTO domainlist VALUES (1, 1, 'bad.example', 1, ''), (2, 0, 'fine.example', 1, ''), (3, 1, 'game.example', 1, ''), (4, 1, 'off.example', 0, '');
        INSERT INTO domainlist_by_group VALUES (1, 0), (2, 0), (3, 1), (4, 0);
        INSERT INTO client VALUES (1, '192.168.1.21', 'Console'), (2, 'AA:BB:CC:DD:EE:03', NULL);
        INSERT INTO client_by_group VALUES (1, 1), (2, 0);
        """;
}
