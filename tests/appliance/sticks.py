"""Sticks that somebody plugs in, and what staff do about them by touch."""
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
import zipfile

import fleet
from checks import SAMPLE, check
from machine import (SCRATCH, SIZE, STATE, back_to_demo, demand, in_log, keep_picture, lab, log, pid,
                     running, screen_now, set_pin, sh, shows_something, tap, tap_at, unlock_staff,
                     wait_for)

IMAGE = os.path.join(SCRATCH, "appliance-stick.img")


def plug_in(folder):
    """Until staff stand before what is on it, which is being read then: the PIN has to be set."""
    set_pin()
    lab("stick", "out")  # of a check that failed
    lab("stick", "make", IMAGE, folder)
    lab("stick", "in", IMAGE)
    wait_for(lambda: sh("ls /media/physio-kiosk"), "the stick is not there", 90)
    wait_for(lambda: screen_now() == "staff-pin", "the stick brings up no pad for the PIN")
    unlock_staff()
    wait_for(lambda: screen_now() == "staff-stick", "the PIN does not lead to the stick")


def plug_in_and_read(folder):
    plug_in(folder)
    if os.listdir(folder):
        wait_for(lambda: in_log("event=rehearsal"), "what is on it is not tried: " + log(6))


def pull_out():
    lab("stick", "out")
    wait_for(lambda: not sh("ls /media/physio-kiosk"), "its folder stays when it is pulled", 60)
    demand(running(), "the kiosk ended")
    back_to_demo()


def open_first():
    """Where there is a list, as packs are installed already, its first row is the stick's pack; else
    there is nothing to be pressed."""
    tap_at(SIZE[0] / 2, 150)
    time.sleep(5)


def install(words="event=install pack=riverside back=0 done=1"):
    """Install lies where it does in the picture of it, once what was tried is also seen."""
    for _ in range(3):
        open_first()
        tap("staff-stick", "install")
        end = time.time() + 20
        while time.time() < end:
            if in_log(words):
                return True
            time.sleep(1)
    return False


@check
def a_stick_is_mounted_to_be_read_and_its_pack_installed_by_touch():
    sh(f"rm -rf {STATE}/packs/riverside {STATE}/packs/.previous-riverside")
    back_to_demo()
    plug_in_and_read(SAMPLE)
    options = sh("findmnt -n -o OPTIONS /media/physio-kiosk/*")
    for word in ("ro", "nosuid", "nodev", "noexec", "nosymfollow"):
        demand(word in options.split(","), "the stick is mounted without " + word)
    demand(install(), "it is not installed: " + log(6))
    demand("riverside" in sh("kiosk-appliance do import --list"), "its pack is not there")
    pull_out()
    return "the pad for staff, what is on it, Install; pulled, nothing is left of it"


@check
def a_stick_is_pulled_while_it_is_read():
    back_to_demo()
    before, there = pid(), sh("kiosk-appliance do import --list")
    plug_in(SAMPLE)
    lab("stick", "out")
    wait_for(lambda: not sh("ls /media/physio-kiosk"), "its folder stays when it is pulled", 60)
    time.sleep(60)  # over a time of its watchdog
    demand(running() and pid() == before, "the kiosk ended: " + log(6))
    demand(shows_something(), "nothing is seen")
    demand(sh("kiosk-appliance do import --list") == there, "the packs are others now")
    keep_picture("stick pulled while it is read")
    lab("stick", "in", IMAGE)
    wait_for(lambda: in_log("event=rehearsal"), "plugged in again it is not tried: " + log(6))
    pull_out()
    return "staff are told; plugged in again it is read"


def refused(folder, name):
    plug_in_and_read(folder)
    demand(re.search(r"event=rehearsal pack=\S* errors=[1-9]", log(60)), "it is not refused: " + log(6))
    open_first()
    keep_picture(name)
    demand(not install("event=install"), name + " is installed: " + log(6))
    demand("3.0" not in sh("kiosk-appliance do import --list"), name + " is installed")
    pull_out()


@check
def what_is_not_signed_is_refused_by_touch():
    site = fleet.site
    site.key("clinic")
    site.key("stranger")
    sh("mkdir -p /etc/physio-kiosk/keys.d")
    lab("put", site.at("clinic.pub"), "/etc/physio-kiosk/keys.d/clinic.pub")
    back_to_demo()
    try:
        with tempfile.TemporaryDirectory() as stick:
            for key in (None, "stranger", "clinic"):
                site.publish("3.0" if key != "clinic" else "3.5", key)
                for file in os.listdir(stick):
                    os.remove(os.path.join(stick, file))
                for file in os.listdir(site.web):
                    shutil.copy(os.path.join(site.web, file), stick)
                if key != "clinic":
                    refused(stick, "stick signed by " + (key or "nobody"))
            plug_in_and_read(stick)
            demand(install() and "3.5" in sh("kiosk-appliance do import --list"),
                   "what the clinic signed is not installed: " + log(6))
            pull_out()
    finally:
        lab("stick", "out")
        sh("rm -r /etc/physio-kiosk/keys.d")
    return "staff read why it cannot be installed; what the clinic signed can"


# How the kiosk has the stick mounted, and how its file system is, again and again.
WATCH = """while sleep 0.05; do
    awk '$5 ~ "^/media/physio-kiosk/" { print $6, $NF }' /proc/$(pidof kiosk)/mountinfo
done >/run/watched"""


def back_up():
    """How the kiosk had the stick mounted meanwhile."""
    sh(f"systemd-run -q --unit=lab-watch sh -c {shlex.quote(WATCH)}")
    time.sleep(15)  # it is read first
    tap("staff-stick:empty", "item:0")
    wait_for(lambda: in_log("event=backup stick="), "no backup is made: " + log(12))
    demand(re.search(r"event=backup stick=\S+ file=\S+ error=0$", log(60), re.M),
           "the backup is not written: " + log(12))
    modes = sh("systemctl stop lab-watch; sort -u /run/watched").splitlines()
    demand("rw" not in sh("findmnt -n -o FS-OPTIONS /media/physio-kiosk/*").split(","),
           "the stick stays writable")
    return modes


@check
def a_backup_by_touch_onto_a_stick_that_stays_read_only():
    back_to_demo()
    with tempfile.TemporaryDirectory() as nothing:
        try:
            plug_in_and_read(nothing)
            modes = back_up()
            pull_out()
        finally:
            sh("systemctl stop lab-watch")
            lab("stick", "out")
        demand(modes and all("ro" in mode.split()[0].split(",") for mode in modes),
               "the kiosk could write onto the stick itself: %s" % modes)
        subprocess.run(["mcopy", "-n", "-i", IMAGE, "::physio-kiosk-backup-*.zip", nothing], check=True)
        (name,) = os.listdir(nothing)
        with zipfile.ZipFile(os.path.join(nothing, name)) as backup:
            demand(backup.testzip() is None and "backup.json" in backup.namelist(),
                   "the backup is damaged")
    return "the pad for staff, Back up to the stick; %s is whole, the mounts seen: %s" % (
        name, "; ".join(modes))
