"""Packs from a web server, signed or not."""
import os
import shutil
import subprocess
import tempfile

import machine
from checks import SAMPLE, check
from machine import ROOT, demand, demo, edit_settings, lab, sh, wait_for


class Site:
    """A web server outside, and a clinic's key."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="appliance-web")
        self.web = os.path.join(self.folder, "web")
        os.mkdir(self.web)
        port_file = os.path.join(self.folder, "port")
        self.server = subprocess.Popen([os.path.join(ROOT, "tests/support/web.py"), self.web, port_file],
                                       stdout=subprocess.DEVNULL)
        wait_for(lambda: os.path.exists(port_file) and os.path.getsize(port_file), "no web server", 10)
        with open(port_file, encoding="ascii") as file:
            machine.web_port = int(file.read())

    def close(self):
        self.server.kill()
        shutil.rmtree(self.folder)

    def key(self, name):
        subprocess.run(["minisign", "-G", "-W", "-f", "-p", self.at(name + ".pub"), "-s",
                        self.at(name + ".key")], check=True, stdout=subprocess.DEVNULL)

    def at(self, name):
        return os.path.join(self.folder, name)

    def publish(self, version, key):
        """The sample as that version; key None: not signed, with no signature beside it."""
        pack = self.at("riverside")
        shutil.rmtree(pack, ignore_errors=True)
        shutil.copytree(SAMPLE, pack)
        file = os.path.join(pack, "pack.json")
        with open(file, encoding="utf8") as text:
            changed = text.read().replace('"version": "1.0"', f'"version": "{version}"')
        with open(file, "w", encoding="utf8") as text:
            text.write(changed)
        archive = os.path.join(self.web, "riverside.zip")
        for old in (archive, archive + ".minisig"):
            if os.path.exists(old):
                os.remove(old)
        subprocess.run(["python3", "-m", "zipfile", "-c", archive, pack + "/"], check=True)
        if key:
            subprocess.run(["minisign", "-S", "-W", "-s", self.at(key + ".key"), "-m", archive],
                           check=True, stdout=subprocess.DEVNULL)


site = None


def pull():
    """By the unit, as the timer does: (how it ended, the version that is there)."""
    sh("systemctl reset-failed physio-kiosk-pull; systemctl start physio-kiosk-pull")
    outcome = sh("kiosk-appliance do status | sed -n 's/^pull_outcome: //p'")
    return outcome, sh("kiosk-appliance do import --list | grep -o 'riverside.*' | head -n 1")


def why():
    return sh("journalctl -b -u physio-kiosk-pull -o cat --no-pager -n 5")


@check
def a_signed_pack_is_pulled():
    site.key("clinic")
    site.key("stranger")
    sh("mkdir -p /etc/physio-kiosk/keys.d; kiosk-appliance do import --rollback riverside")
    lab("put", site.at("clinic.pub"), "/etc/physio-kiosk/keys.d/clinic.pub")
    edit_settings(content__pull_url="http://10.0.2.100/riverside.zip")
    site.publish("2.0", "clinic")
    outcome, there = pull()
    demand(outcome == "installed" and "2.0" in there, f"{outcome}, {there}: {why()}")
    outcome, _ = pull()
    demand(outcome == "unchanged", f"the same one again: {outcome}: {why()}")
    demo()
    return "the clinic's routine in the demo, with nobody touching anything"


@check
def what_is_not_signed_is_refused():
    try:
        for version, key in (("3.0", None), ("3.1", "stranger")):
            site.publish(version, key)
            outcome, there = pull()
            demand(outcome in ("refused", "failed") and "2.0" in there,
                   f"signed by {key}: {outcome}, {there}: {why()}")
        said = sh("kiosk-appliance do import /usr/share/doc/physio-kiosk/examples/sample-clinic; echo code=$?")
        demand("code=1" in said, "an import that is not signed: " + said)
        site.publish("4.0", "clinic")
        outcome, there = pull()
        demand(outcome == "installed" and "4.0" in there, f"{outcome}, {there}: {why()}")
    finally:
        sh("rm -r /etc/physio-kiosk/keys.d")
        edit_settings(content__pull_url="")
    demo()
    return "the last good pack, until there is one that is signed"
