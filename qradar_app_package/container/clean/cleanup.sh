#!/bin/sh
# QRadar runs this as appuser when the container is told to stop (app framework, "container/clean").
# It passes the order on to supervisor, which ends the app by SIGTERM and would not start it again; the app
# then cancels its searches in QRadar and closes its store. Without this it would be killed after 10 s.
# «unverified»: that supervisor does not get the signal anyway. A second one does no harm.
pkill -TERM -x supervisord

# At most 9 s, of which the app itself takes 8: later it would be killed in any case.
waited=0
while [ "$waited" -lt 9 ] && pgrep -f /opt/app-root/app/server.mjs >/dev/null; do
  sleep 1
  waited=$((waited + 1))
done
exit 0
