#!/usr/bin/env bash
# Runs a command on a display of its own with a small window manager, once that one manages.
set -euo pipefail
if [ "${1:-}" != --inside ]; then
    exec xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" \
        bash "$0" --inside "$@"
fi
shift
ready=$(mktemp -u)
openbox --sm-disable --startup "touch $ready" &
manager=$!
trap 'kill $manager 2>/dev/null || true; rm -f "$ready"' EXIT
for _ in $(seq 100); do
    [ -e "$ready" ] && break
    sleep 0.1
done
[ -e "$ready" ] || { echo "openbox did not start" >&2; exit 1; }
status=0
"$@" || status=$?
exit "$status"
