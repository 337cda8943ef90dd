#!/usr/bin/env python3
"""usage: tests/support/service_manager.py KIOSK UNIT LOG

Plays the service manager to a kiosk, by the numbers of its unit: has it stand still (SIGSTOP) at the
worst moment, right after it has said that it is well, waits until the watchdog's time is over, ends
it and starts it again. Says how long it is until the next first picture; exit code 0 when that is
soon enough, also at the second or third try, as this machine may be busy with something else.
"""
import os
import re
import signal
import socket
import subprocess
import sys
import time

SOON_S = 10.0
TRIES = 3
PATIENCE_S = 60.0
UNITS = {"": 1.0, "s": 1.0, "ms": 0.001, "min": 60.0}


def value_of(unit, key):
    return re.findall(rf"^{key}=(\S+)$", unit, re.M)[-1]


def seconds(unit, key):
    number, word = re.fullmatch(r"([\d.]+)([a-z]*)", value_of(unit, key)).groups()
    return float(number) * UNITS[word]


class Manager:
    def __init__(self, kiosk, unit, log):
        self.watchdog, self.rest = seconds(unit, "WatchdogSec"), seconds(unit, "RestartSec")
        self.signal = signal.Signals[value_of(unit, "WatchdogSignal")]
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.bind(f"\0kiosk-service-manager-{os.getpid()}")
        self.command, self.log, self.process = [kiosk, "run", "--lock"], log, None

    def start(self):
        """Returns when the first picture was shown: how long that took."""
        told = {"NOTIFY_SOCKET": f"@kiosk-service-manager-{os.getpid()}",
                "WATCHDOG_USEC": str(round(self.watchdog * 1e6))}
        begun = time.monotonic()
        self.process = subprocess.Popen(self.command, env=dict(os.environ, **told), stderr=self.log,
                                        stdin=subprocess.DEVNULL)
        if not self.hears("READY=1", PATIENCE_S):
            sys.exit("FAILED: it is not ready")
        return time.monotonic() - begun

    def hears(self, word, within):
        end = time.monotonic() + within
        while (left := end - time.monotonic()) > 0:
            self.ear.settimeout(left)
            try:
                if word in self.ear.recv(500).decode().splitlines():
                    return True
            except socket.timeout:
                pass
        return False

    def end(self, number):
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)

    def stand_still(self):
        """How long it is until the next first picture."""
        if not self.hears("WATCHDOG=1", self.watchdog):
            sys.exit("FAILED: a kiosk that is well does not say so in time")
        stopped = time.monotonic()
        self.process.send_signal(signal.SIGSTOP)
        if self.hears("WATCHDOG=1", self.watchdog):
            sys.exit("FAILED: a kiosk that stands still says that it is well")
        self.end(self.signal)
        time.sleep(self.rest)
        started = self.start()
        back = time.monotonic() - stopped
        print(f"back after {back:.2f} s: the watchdog {self.watchdog:g}, then {self.rest:g}, "
              f"the start {started:.2f}", flush=True)
        return back


def main():
    kiosk, unit, log = sys.argv[1:]
    with open(unit, encoding="utf8") as text, open(log, "wb") as out:
        manager = Manager(kiosk, text.read(), out)
        print(f"the first start: {manager.start():.2f} s")
        try:
            soon = any(manager.stand_still() <= SOON_S for _ in range(TRIES))
            code = manager.end(signal.SIGTERM)
        finally:
            manager.process.kill()
    return 0 if soon and code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
