#!/usr/bin/env bash
# Runs a command in a session of its own with an unlocked keyring that nobody else uses.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_RUNTIME_DIR="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config"
unset DISPLAY WAYLAND_DISPLAY
dbus-run-session -- bash -c '
    printf "ci-password\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec "$@"
' - "$@"
