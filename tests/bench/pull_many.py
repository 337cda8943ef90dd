#!/usr/bin/env python3
"""Many kiosks pull one pack from one nginx on this machine: how long it takes, and what it costs.

usage: tests/bench/pull_many.py KIOSK [KIOSKS [MEGABYTES]]       (default: 500 60)

Three rounds of connections that do what `kiosk pull` does on the line: nobody has the pack, everybody
has it (If-None-Match), everybody lost the connection in the middle (Range with If-Range). All begin
at once, without the half hour over which the timer spreads them. Then a few real `kiosk pull`s, from
nothing to installed, and with nothing to do."""

import http.client
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time

kiosk = os.path.abspath(sys.argv[1])
kiosks = int(sys.argv[2]) if len(sys.argv) > 2 else 500
megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 60
PORT = 18513
REAL = 5

NGINX = """
daemon off; master_process off; pid {0}/nginx.pid; error_log {0}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; keepalive_timeout 5;
    client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/fastcgi;
    uwsgi_temp_path {0}/uwsgi; scgi_temp_path {0}/scgi;
    server {{ listen 127.0.0.1:{1}; root {0}/web; }}
}}
"""


def make_pack(folder):
    """Noise in files of 6 MB, which no .zip makes smaller; signed."""
    pack = os.path.join(folder, "clinic")
    os.makedirs(os.path.join(pack, "images"))
    os.makedirs(os.path.join(pack, "routines"))
    os.makedirs(os.path.join(folder, "web"))
    os.makedirs(os.path.join(folder, "keys"))
    with open(os.path.join(pack, "pack.json"), "w", encoding="ascii") as out:
        out.write('{"id": "clinic", "name": "Clinic", "version": "1", "format": 1}\n')
    with open(os.path.join(pack, "routines/ours.json"), "w", encoding="ascii") as out:
        out.write('{"id": "ours", "name": "Ours", "steps": [{"exercise": "cobra"}]}\n')
    for number in range(megabytes // 6):
        with open(os.path.join(pack, "images/%d.bin" % number), "wb") as out:
            out.write(os.urandom(6 << 20))
    file = os.path.join(folder, "web/clinic.zip")
    subprocess.run([sys.executable, "-m", "zipfile", "-c", file, "clinic/"], cwd=folder, check=True)
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    key, public = os.path.join(folder, "key"), os.path.join(folder, "keys/clinic.pub")
    subprocess.run(["minisign", "-G", "-W", "-p", public, "-s", key], **quiet)
    subprocess.run(["minisign", "-S", "-W", "-s", key, "-m", file], **quiet)
    return os.path.getsize(file)


class Round:
    def __init__(self, headers):
        self.headers, self.lock = headers, threading.Lock()
        self.took, self.bytes, self.statuses, self.failed = [], 0, {}, 0
        self.gate = threading.Barrier(kiosks + 1)

    def one(self):
        buffer = bytearray(256 << 10)
        self.gate.wait()
        start, got, status = time.monotonic(), 0, 0
        try:
            line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
            line.request("GET", "/clinic.zip", headers=self.headers)
            answer = line.getresponse()
            status = answer.status
            while size := answer.readinto(buffer):
                got += size
            line.close()
        except OSError:
            status = 0
        with self.lock:
            self.took.append(time.monotonic() - start)
            self.bytes += got
            self.statuses[status] = self.statuses.get(status, 0) + 1

    def run(self, name):
        threading.stack_size(256 << 10)
        threads = [threading.Thread(target=self.one) for _ in range(kiosks)]
        for thread in threads:
            thread.start()
        before = cpu_seconds(server.pid)
        self.gate.wait()
        start = time.monotonic()
        for thread in threads:
            thread.join()
        total, used = time.monotonic() - start, cpu_seconds(server.pid) - before
        self.took.sort()
        answers = ", ".join("%dx %d" % (n, s) for s, n in sorted(self.statuses.items()))
        print("| %s | %s | %.1f | %.2f | %.2f | %.2f | %.2f |" % (
            name, answers, self.bytes / 1e6, total, self.took[len(self.took) // 2],
            self.took[-1], used), flush=True)


def cpu_seconds(pid):
    with open("/proc/%d/stat" % pid, encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pull(folder, state):
    """Seconds, seconds of the CPU, MB at most."""
    start = time.monotonic()
    # pylint: disable-next=consider-using-with
    child = subprocess.Popen([kiosk, "pull", "--config", os.path.join(folder, "kiosk.json"),
                              "http://127.0.0.1:%d/clinic.zip" % PORT],
                             env=dict(os.environ, STATE_DIRECTORY=state),
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit("kiosk pull ends with %d" % os.waitstatus_to_exitcode(status))
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def real_pulls(folder):
    with open(os.path.join(folder, "kiosk.json"), "w", encoding="ascii") as out:
        out.write('{"content": {"keys_dir": "keys"}}\n')
    states = [os.path.join(folder, "state-%d" % i) for i in range(REAL)]
    for name in ("got, checked, unpacked, installed", "not changed"):
        all_of_them = [pull(folder, state) for state in states]
        mean = [sum(values) / REAL for values in zip(*all_of_them)]
        print("| %s | %.2f | %.2f | %.0f |" % (name, *mean), flush=True)


with tempfile.TemporaryDirectory() as folder:
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
    size = make_pack(folder)
    with open(os.path.join(folder, "nginx.conf"), "w", encoding="ascii") as out:
        out.write(NGINX.format(folder, PORT))
    # pylint: disable-next=consider-using-with
    server = subprocess.Popen(["/usr/sbin/nginx", "-c", os.path.join(folder, "nginx.conf"),
                               "-e", os.path.join(folder, "error.log")])
    try:
        for _ in range(100):
            try:
                line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
                line.request("HEAD", "/clinic.zip")
                tag = line.getresponse().headers["ETag"]
                break
            except OSError:
                time.sleep(0.1)
        print("%d kiosks at once, a pack of %.1f MB, %d CPUs\n" % (kiosks, size / 1e6,
                                                                  os.cpu_count()))
        print("| round | answers | MB in all | s in all | s, the median kiosk | s, the last | "
              "CPU s of nginx |\n|---|---|---|---|---|---|---|")
        Round({}).run("nobody has it")
        Round({"If-None-Match": tag}).run("everybody has it")
        Round({"Range": "bytes=%d-" % (size // 2), "If-Range": tag}).run("broken off in the middle")
        print("\n| `kiosk pull` | s | CPU s | MB at most |\n|---|---|---|---|")
        real_pulls(folder)
    finally:
        server.terminate()
        server.wait()
