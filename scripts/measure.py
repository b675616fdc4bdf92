#!/usr/bin/env python3
"""Measures the published file and prints the table of docs/performance.md.

usage: measure.py --bench DIR --bin DIR --workload DIR --work DIR --exe FILE [--rounds 5] [--secs 2] [--only PART,..]
       measure.py --work DIR --print
  --bench     folder with bench.py and startup.py
  --bin       folder with the built dnsblast and udplimit
  --workload  output of gen_workload.py (with its list of 1,000,000 names)
  --work      scratch folder; each part leaves PART.json there, and the table is made of all that are found
  --exe       the published file
  --only      parts to measure again: cached, blocked, lists, policy, start, idle, replace, delayed (default: all, in this order)
  --print     measures nothing

The server has core 0, load and upstream have core 1, as bench.py does it; run as root on a machine with nothing else to do. Ports
5300 to 5303, 5353, 5354 and 5390 of 127.0.0.1 must be free, and 8053 and 8054 for the pages. About ten minutes with 5 rounds.
Needs unbound, dnsdist and nsd from the distribution.
"""
import argparse, json, os, signal, subprocess, sys, time
import measure_table
from measure_server import Blast, Product, cpu_seconds, memory_mb, start, stop, upstream

DELAYED_PORT = 5300
RATE = 5000
MISS_SHARE = 0.05
LISTED_NAME = "bench"


def list_settings(source):
    return ["--Filtering:Lists:0:Name", LISTED_NAME, "--Filtering:Lists:0:Source", source, "--Filtering:Lists:0:Kind", "Block",
            "--Filtering:Lists:0:Enabled", "true"]


class Measurement:
    def __init__(self, options):
        self.options = options
        self.work = os.path.abspath(options.work)
        self.scratch = f"{self.work}/servers"
        os.makedirs(self.scratch, exist_ok=True)
        self.workload = os.path.abspath(options.workload)
        self.executable = os.path.abspath(options.exe)
        self.blast = Blast(os.path.abspath(options.bin), self.workload)
        self.big = ["--Cache:Capacity", "50000"]
        self.listed = list_settings(f"{self.workload}/block.txt")

    def product(self, name="own", port=5353, settings=()):
        made = Product(self.executable, self.scratch, port, name, 5300, settings)
        made.forget()
        return made

    def bench(self, name, peers, products, *flags):
        out = f"{self.work}/{name}.json"
        command = [sys.executable, f"{self.options.bench}/bench.py", "--wl", self.workload, "--work", self.scratch, "--bin", self.options.bin,
                   "--peers", peers, "--rounds", str(self.options.rounds), "--secs", str(self.options.secs), "--out", out, *flags]
        for product in products:
            command += ["--sut", product.sut() if isinstance(product, Product) else product]
        subprocess.run(command, check=True)

    def cached(self):
        limit = "limit:5390:{bin}/udplimit 5390 mmsg {t} 64"
        self.bench("cached", "unbound,dnsdist-mm", [limit, self.product(settings=self.big)], "--tcp", "--miss")

    def blocked(self):
        self.bench("blocked", "", [self.product(settings=self.big + self.listed)], "--block", "--norate")

    def lists(self):
        none = self.product("none", 5353, self.big)
        million = self.product("million", 5354, self.big + self.listed)
        self.bench("lists", "", [none, million], "--norate")

    def policy(self):
        """1,000,000 names, 1,000 regular expressions, 50 groups and 200 devices against none of them; cached and blocked."""
        patterns = f"{self.work}/patterns.txt"
        self.put(patterns, "".join(f"/^(ad|track|stat)s?{number}x[-.][a-z0-9]{{2,12}}\\.(com|net|example)$/\n" for number in range(1000)))
        groups = [{"Name": f"group {number}", "BlockedServices": ["tiktok"], "Rules": [f"||own{number}.example^"]} for number in range(50)]
        devices = [{"Name": "load", "Addresses": ["127.0.0.1"], "Group": "group 7"}]
        devices += [{"Name": f"device {number}", "Addresses": [f"10.1.{number}.1", f"fd00::{number + 1:x}"], "Group": f"group {number % 50}"} for number in range(199)]
        lists = [{"Name": "measured", "Source": f"{self.workload}/block.txt"}, {"Name": "patterns", "Source": patterns}]
        none = self.product("none", 5353, self.big)
        million = self.product("million", 5353, self.big + self.listed)
        policy = self.product("policy", 5354, self.big)
        os.makedirs(policy.data)
        self.put(f"{policy.data}/appsettings.json", json.dumps({"Filtering": {"Lists": lists}, "Policy": {"Groups": groups, "Devices": devices}}))
        self.bench("policy", "", [none, policy], "--norate")
        million.forget()
        self.bench("policyblocked", "", [million, policy], "--block", "--norate")

    def start(self):
        found = {}
        for name, settings in (("starter", []), ("million", self.listed)):
            product = self.product(settings=settings)
            # Once beforehand: a list is taken over into the data directory at its first start.
            for runs in ("1", str(self.options.rounds)):
                out = subprocess.run([sys.executable, f"{self.options.bench}/startup.py", "5353", "http://127.0.0.1:8053/", "--runs", runs,
                                      "--", *product.command], check=True, capture_output=True, text=True).stdout
                found[name] = json.loads(out)
        self.keep("start", found)

    def idle(self):
        seconds = max(5, 10 * self.options.secs)
        server = self.product().start(self.blast)
        try:
            time.sleep(5)
            before = cpu_seconds(server)
            time.sleep(seconds)
            self.keep("idle", {"share": (cpu_seconds(server) - before) / seconds})
        finally:
            stop(server)

    def replace(self):
        """Rounds without and with a list of a million names replaced under load, in turn."""
        path = f"{self.work}/replaced.txt"
        texts = open(f"{self.workload}/block.txt").read()
        self.put(path, texts)
        product = self.product(settings=self.big + list_settings(path) + ["--Filtering:UpdateInterval", "00:00:01"])
        nsd = upstream(self.scratch)
        server = None
        seconds = max(6, 3 * self.options.secs)
        found = {"without": [], "with": [], "memory": []}
        try:
            server = product.start(self.blast)
            self.blast.warm(5353)
            for turn in range(2 * self.options.rounds):
                before = memory_mb(server)
                open(f"/proc/{server.pid}/clear_refs", "w").write("5")      # the peak begins anew
                load = self.blast.begin(5353, d=self.blast.file("queries.txt"), Q=RATE, l=seconds)
                time.sleep(1)
                if turn % 2:
                    self.put(path, f"turn-{turn}.replaced.example\n" + texts)
                result = json.loads(load.communicate()[0])
                found["with" if turn % 2 else "without"].append(result)
                if turn % 2:
                    found["memory"].append({"before": before, "peak": memory_mb(server, "VmHWM")})
                time.sleep(2)
            self.keep("replace", found)
        finally:
            stop(*filter(None, (server, nsd)))

    def delayed(self):
        """Cached and uncached queries at once, with an upstream that takes 20 ms."""
        far = start([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "delayed_upstream.py"), str(DELAYED_PORT), "20"],
                    1, f"{self.scratch}/delayed.log", self.scratch)
        server = None
        misses = f"{self.work}/misses.txt"
        self.put(misses, "".join(f"d{number}.miss.example A\n" for number in range(1000)))
        seconds = max(4, 3 * self.options.secs)
        found = []
        try:
            server = self.product(settings=self.big).start(self.blast)
            self.blast.warm(5353, window=16, sockets=16)
            for turn in range(self.options.rounds):
                before = cpu_seconds(server)
                uncached = self.blast.begin(5353, d=misses, Q=RATE * MISS_SHARE, l=seconds, s=4, u=(turn + 1) * 10**9)
                cached = self.blast.run(5353, d=self.blast.file("queries.txt"), Q=RATE * (1 - MISS_SHARE), l=seconds)
                found.append({"cached": cached, "uncached": json.loads(uncached.communicate()[0]),
                              "busy": (cpu_seconds(server) - before) / cached["secs"]})
            self.keep("delayed", found)
        finally:
            stop(*filter(None, (server, far)))

    def keep(self, name, found):
        self.put(f"{self.work}/{name}.json", json.dumps(found))

    @staticmethod
    def put(path, text):
        with open(path + ".new", "w") as file:
            file.write(text)
        os.replace(path + ".new", path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True)
    for name in ("--bench", "--bin", "--workload", "--exe"):
        parser.add_argument(name)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--secs", type=float, default=2)
    parser.add_argument("--only", default="cached,blocked,lists,policy,start,idle,replace,delayed")
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))     # so that servers are stopped
    if not options.print:
        if not all((options.bench, options.bin, options.workload, options.exe)):
            parser.error("--bench, --bin, --workload and --exe are needed to measure")
        measurement = Measurement(options)
        for part in options.only.split(","):
            print(f"== {part}", file=sys.stderr, flush=True)
            getattr(measurement, part)()
    measure_table.print_table(os.path.abspath(options.work))


if __name__ == "__main__":
    main()
