"""What the run has to see missing, taken out of the machine."""
from machine import UNIT, build_library, lab, sh

PARTS = ("watchdog", "fsync", "readback")
DROP_IN = f"/etc/systemd/system/{UNIT}.service.d/without.conf"
LIBRARY = "/usr/local/lib/without.so"


def take_out(part):
    if part == "watchdog":
        sh(f"printf '[Service]\\nWatchdogSec=0\\n' >{DROP_IN}")
    else:
        lab("put", build_library("without.c", "-DWITHOUT_" + part), LIBRARY)
        sh(f"chmod 755 {LIBRARY}; echo {LIBRARY} >/etc/ld.so.preload")
    sh(f"sync; systemctl daemon-reload; systemctl restart {UNIT}")


def put_back():
    sh(f"rm -f {DROP_IN} /etc/ld.so.preload; sync; systemctl daemon-reload; systemctl restart {UNIT}")
