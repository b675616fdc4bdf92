"""Makes the table of docs/performance.md from what measure.py left."""
import json, os, statistics

NOT_MEASURED = "not measured yet"
LISTED_NAMES = 999_900      # of gen_workload.py; lines that would block a name of the load are left out


def load(folder):
    parts = {}
    for name in ("cached", "blocked", "lists", "policy", "policyblocked", "start", "idle", "replace", "delayed"):
        path = f"{folder}/{name}.json"
        parts[name] = json.load(open(path)) if os.path.exists(path) else None
    return parts


def spread(values, form):
    values = list(values)
    return f"{form.format(statistics.median(values))} ({form.format(min(values))} to {form.format(max(values))})"


def times(own, other, key):
    """Ratios inside each round."""
    return spread((x[key] / y[key] for x, y in zip(own, other, strict=True)), "{:.2f}x")


def values(runs, key, form, factor=1):
    return spread((run[key] * factor for run in runs), form)


def of_startup(numbers, form, factor=1):
    middle, least, most = (form.format(number * factor) for number in numbers)
    return f"{middle} ({least} to {most})"


def slowest(replace):
    return spread((x["max_us"] / y["max_us"] for x, y in zip(replace["with"], replace["without"], strict=True)), "{:.2f}x")


def growth(replace):
    return spread((memory["peak"] / memory["before"] for memory in replace["memory"]), "{:.2f}x")


def bytes_a_name(start):
    """Private memory only: the executable's own pages vary with what else the machine holds."""
    return f"{(start['million']['anonymous_mb'][0] - start['starter']['anonymous_mb'][0]) * 1024 * 1024 / LISTED_NAMES:.1f}"


# Figure, must, aim, part, how it is read from the part.
ROWS = [
    ("CPU per cached query over UDP, saturated, against the kernel-only responder", "1.25x", "1.10x", "cached", lambda p: times(p["own"]["max"], p["limit"]["max"], "cpu_us")),
    ("the same against dnsdist (packet cache, multiple-message vector)", "0.95x", "0.80x", "cached", lambda p: times(p["own"]["max"], p["dnsdist-mm"]["max"], "cpu_us")),
    ("the same against unbound", "0.70x", "0.58x", "cached", lambda p: times(p["own"]["max"], p["unbound"]["max"], "cpu_us")),
    ("CPU per cached query at 5,000/s against the kernel-only responder", "1.15x", "1.05x", "cached", lambda p: times(p["own"]["rate"], p["limit"]["rate"], "cpu_us")),
    ("CPU per cached query with 1,000,000 names on the list against none", "1.05x", "1.01x", "lists", lambda p: times(p["million"]["max"], p["none"]["max"], "cpu_us")),
    ("CPU per blocked query against per cached query", "1.2x", "1.0x", "blocked", lambda p: times(p["own"]["blk"], p["own"]["max"], "cpu_us")),
    ("CPU per cached query with 1,000,000 names, 1,000 regexes, 50 groups and 200 devices against none", "1.05x", "1.01x", "policy", lambda p: times(p["policy"]["max"], p["none"]["max"], "cpu_us")),
    ("CPU per blocked query with the same against 1,000,000 names alone", "-", "-", "policyblocked", lambda p: times(p["policy"]["blk"], p["million"]["blk"], "cpu_us")),
    ("CPU per blocked query with the same against per cached query", "1.2x", "1.0x", "policyblocked", lambda p: times(p["policy"]["blk"], p["policy"]["max"], "cpu_us")),
    ("bytes of private memory per listed name", "12", "8", "start", bytes_a_name),
    ("peak of resident memory while a list is replaced", "1.5x", "1.2x", "replace", growth),
    ("resident memory idle with starter list, MB", "110", "85", "start", lambda p: of_startup(p["starter"]["idle_rss_mb"], "{:.0f}")),
    ("resident memory idle with 1,000,000 names, MB", "130", "100", "start", lambda p: of_startup(p["million"]["idle_rss_mb"], "{:.0f}")),
    ("resident memory after full load, MB", "200", "150", "cached", lambda p: f"{p['own']['rss']:.0f}"),
    ("start to first answer, ms", "500", "250", "start", lambda p: of_startup(p["starter"]["first_answer_ms"], "{:.0f}")),
    ("the same with 1,000,000 names, ms", "-", "-", "start", lambda p: of_startup(p["million"]["first_answer_ms"], "{:.0f}")),
    ("p99 of cached answers at 5,000/s against unbound", "1.2x", "1.0x", "cached", lambda p: times(p["own"]["rate"], p["unbound"]["rate"], "p99_us")),
    ("slowest answer while 1,000,000 names are replaced at 5,000/s, against without", "2x", "1.2x", "replace", slowest),
    ("CPU per uncached query against unbound", "1.5x", "0.7x", "cached", lambda p: times(p["own"]["miss"], p["unbound"]["miss"], "cpu_us")),
    ("cached queries per second over TCP against unbound", "0.8x", "1.2x", "cached", lambda p: times(p["own"]["tcp"], p["unbound"]["tcp"], "qps")),
    ("owner: queries per second on one core", "100,000", "-", "cached", lambda p: values(p["own"]["max"], "qps", "{:,.0f}")),
    ("owner: p99 of cached answers at 5,000/s, upstream of 20 ms, ms", "1", "-", "delayed", lambda p: values([x["cached"] for x in p], "p99_us", "{:.2f}", 1e-3)),
    ("owner: p99 of uncached answers among them (5 %), ms", "50", "-", "delayed", lambda p: values([x["uncached"] for x in p], "p99_us", "{:.1f}", 1e-3)),
    ("owner: CPU of one core when idle", "10 %", "-", "idle", lambda p: f"{100 * p['share']:.1f} %"),
    ("owner: CPU of one core at 5,000/s, 5 % of them uncached", "70 %", "-", "delayed", lambda p: values(p, "busy", "{:.0f} %", 100)),
    ("owner: CPU of one core at 5,000/s, all cached", "70 %", "-", "cached", lambda p: values(p["own"]["rate"], "busy", "{:.0f} %", 100)),
]


def doubts(parts):
    """What makes a figure not count."""
    for name in ("cached", "blocked", "lists", "policy", "policyblocked"):
        for server, found in (parts[name] or {}).items():
            warm = found["warm"].get("noerror", 0)
            if server != "limit" and warm < 30_000:
                yield f"{name}: {server} held {warm} answers after warming; these are not figures of cached answers"
            for kind in ("max", "rate", "blk", "tcp", "miss"):
                runs = found.get(kind) or []
                others = statistics.median(run["other"] for run in runs) if runs else 0
                if others > 0.15:
                    yield f"{name}, {server}, {kind}: other programs used {others:.2f} of a core"
    for run in parts["delayed"] or []:
        for kind in ("cached", "uncached"):
            if run[kind]["lost"] or run[kind]["servfail"]:
                yield f"delayed: {run[kind]['lost']} {kind} queries lost, {run[kind]['servfail']} failed"
    for kind in ("without", "with"):
        for run in (parts["replace"] or {}).get(kind, []):
            if run["lost"] or run["servfail"]:
                yield f"replace, {kind}: {run['lost']} queries lost, {run['servfail']} failed"


def print_table(folder):
    parts = load(folder)
    print("| figure | must | aim | measured |\n| --- | --- | --- | --- |")
    for what, must, aim, part, read in ROWS:
        try:
            measured = read(parts[part]) if parts[part] else NOT_MEASURED
        except (KeyError, ValueError, TypeError, statistics.StatisticsError) as problem:
            measured = f"{NOT_MEASURED} ({type(problem).__name__}: {problem})"
        print(f"| {what} | {must} | {aim} | {measured} |")
    found = list(doubts(parts))
    if found:
        print("\nNot to be quoted:\n")
        print("\n".join(f"- {doubt}" for doubt in found))
