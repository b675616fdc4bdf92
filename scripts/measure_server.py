"""Starts servers for measure.py, loads them with dnsblast, and reads what they used."""
import glob, json, os, re, shutil, subprocess, time


def start(command, core, log, folder):
    out = open(log, "w")
    return subprocess.Popen(["nice", "-n", "-12", "taskset", "-c", str(core), *command], stdout=out, stderr=out, cwd=folder)


def stop(*processes):
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def cpu_seconds(process):
    total = 0
    for path in glob.glob(f"/proc/{process.pid}/task/*/schedstat"):
        try:
            total += int(open(path).read().split()[0])
        except OSError:
            pass
    return total / 1e9


def memory_mb(process, key="VmRSS"):
    return int(re.search(key + r":\s+(\d+)", open(f"/proc/{process.pid}/status").read()).group(1)) / 1024


class Product:
    """The published file with the settings of a measurement."""

    def __init__(self, executable, work, port, name, upstream, settings=()):
        self.port, self.work, self.name = port, work, name
        self.data = f"{work}/data-{name}"
        self.command = [
            executable, "--Storage:DataDirectory", self.data, "--Admin:Listen:0", f"http://127.0.0.1:{port + 2700}",
            "--Dns:Listen:0", f"127.0.0.1:{port}", "--Resolver:Upstreams:0", f"127.0.0.1:{upstream}", *settings]

    def forget(self):
        shutil.rmtree(self.data, ignore_errors=True)

    def sut(self):
        return f"{self.name}:{self.port}:{' '.join(self.command)}"

    def start(self, blast):
        self.forget()
        process = start(self.command, 0, f"{self.work}/{self.name}.log", self.work)
        deadline = time.time() + 30
        while time.time() < deadline and process.poll() is None:
            if blast.run(self.port, d=blast.file("warm.txt"), Q=20, l=0.3, s=1).get("answered"):
                return process
            time.sleep(0.1)
        stop(process)
        raise SystemExit(f"{self.name} does not answer; see {self.work}/{self.name}.log")


class Blast:
    """The load generator, on core 1."""

    def __init__(self, tools, workload):
        self.tools, self.workload = tools, workload

    def file(self, name):
        return f"{self.workload}/{name}"

    def command(self, port, **options):
        found = ["nice", "-n", "-12", "taskset", "-c", "1", f"{self.tools}/dnsblast", "-p", str(port)]
        return found + [str(part) for key, value in options.items() for part in ("-" + key, value)]

    def run(self, port, **options):
        out = subprocess.run(self.command(port, **options), capture_output=True, text=True).stdout
        return json.loads(out) if out else {}

    def begin(self, port, **options):
        return subprocess.Popen(self.command(port, **options), stdout=subprocess.PIPE, text=True)

    def warm(self, port, window=8, sockets=2):
        for _ in range(2):
            warm = self.run(port, d=self.file("warm.txt"), n=1, s=sockets, w=window, l=60)
        self.run(port, d=self.file("queries.txt"), l=1.5)
        return warm


def upstream(work):
    """The NSD that bench.py configured in its own folder."""
    if not os.path.exists(f"{work}/nsd.conf"):
        raise SystemExit("run the part 'cached' first: it writes the upstream's configuration")
    process = start(["nsd", "-d", "-c", f"{work}/nsd.conf"], 1, f"{work}/nsd.log.out", work)
    time.sleep(1.5)
    return process
