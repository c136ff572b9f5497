#!/usr/bin/env bash
# Runs a command on a display of its own with a small window manager, once that one manages.
set -euo pipefail
if [ "${1:-}" != --inside ]; then
    exec xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24" \
        bash "$0" --inside "$@"
fi
shift
folder=$(mktemp -d)
openbox --sm-disable --startup "touch $folder/ready" >"$folder/said" 2>&1 &
manager=$!
trap 'kill $manager 2>/dev/null || true; wait $manager || true; rm -rf "$folder"' EXIT
for _ in $(seq 100); do
    [ -e "$folder/ready" ] && break
    sleep 0.1
done
[ -e "$folder/ready" ] || { cat "$folder/said"; echo "openbox did not start"; exit 1; }
"$@"
