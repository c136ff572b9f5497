"""The machine's own part: Qt's libraries and the checks' programs, as Debian and Ubuntu name them.

The lists were found on a bare Debian 12. On other systems nothing is asked of the machine here;
whatever is lacking shows when it is used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

QT = (
    "libglib2.0-0",
    "libegl1",
    "libgl1",
    "libx11-6",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
)
X11 = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "libxcb-randr0",
    "libxcb-sync1",
    "libxcb-xfixes0",
)
FOR_WINDOWS = (*QT, *X11)
FOR_TOUR = (*FOR_WINDOWS, "fonts-inter", "fonts-dejavu-core")
FOR_CHECKS = (
    "xvfb",
    "xauth",
    "openbox",
    "xdotool",
    "x11-utils",
    "dbus",
    "gnome-keyring",
    "postgresql",
)

UNDER_CI = os.environ.get("CI", "").lower() in ("1", "true")


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_debian() -> bool:
    """Whether packages can be asked for by Debian's names."""
    return bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def lacking(names: tuple[str, ...]) -> list[str]:
    """Those packages that are not installed, under their own name or one that stands in for it."""
    if not is_debian():
        return []
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}, ${Provides}\n"]
    listing = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    there = {
        name.split()[0]
        for status, _, names in (line.partition("\t") for line in listing.splitlines())
        if status == "installed"
        for name in names.split(",")
        if name.strip()
    }
    return [name for name in names if name not in there]


def provide(names: tuple[str, ...]) -> list[str]:
    """Install what is lacking, if we may; what is lacking afterwards.

    At once as root and under CI; a person at a terminal is asked; else the command is printed.
    """
    missing = lacking(names)
    if not missing:
        return []
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() == 0:
        prefix = ["env", "DEBIAN_FRONTEND=noninteractive"]
    elif shutil.which("sudo") and (UNDER_CI or _agrees(missing)):
        prefix = ["sudo", *(["-n"] if UNDER_CI else [])]
    else:
        print("Some packages of the system are missing. To install them, type:")
        print(f"  sudo sh -c 'apt-get update && {' '.join(install)}'")
        return missing
    print("Installing", " ".join(missing))
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            [*prefix, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            print(done.stdout, end="")
    return lacking(names)


def _agrees(missing: list[str]) -> bool:
    if not sys.stdin.isatty():
        return False
    print("Missing packages of the system:", " ".join(missing))
    return input("Install them now with sudo? [Y/n] ").strip().lower() in ("", "y", "yes")
