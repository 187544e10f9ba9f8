#!/bin/bash
# Stands in for systemctl where no systemd runs: it starts, reloads and stops what units say, as their user, with their settings. Of a
# unit it heeds User, WorkingDirectory, Environment, EnvironmentFile, StateDirectory, AmbientCapabilities, ExecStart and ExecReload; nothing is confined.
set -u
say() { echo "systemctl stand-in: $*" >&2; }
command=$1; shift
now=no; names=()
for word in "$@"; do case $word in --now) now=yes ;; -*) ;; *) names+=("${word%.service}") ;; esac; done

field() { sed -n "s/^$2=//p" "$1" | tail -n 1; }
unit_of() { local at; for at in /etc /usr/lib /lib; do [ -f "$at/systemd/system/$1.service" ] && { echo "$at/systemd/system/$1.service"; return; }; done; }

# The processes of a unit, which have its name in their environment, but for children that another one watches over.
processes() {
  local at
  for at in /proc/[0-9]*; do
    tr '\0' '\n' 2>/dev/null < "$at/environ" | grep -qx "STARTED_AS=$1" || continue
    case $(tr '\0' ' ' 2>/dev/null < "$at/cmdline") in dateline-* | '') ;; *) echo "${at#/proc/}" ;; esac
  done 2>/dev/null
}

as_unit() {
  local unit=$1 line=$2 user folder file state
  user=$(field "$unit" User); folder=$(field "$unit" WorkingDirectory)
  file=$(field "$unit" EnvironmentFile); state=$(field "$unit" StateDirectory)
  [ -n "$state" ] && install -d -m 0700 -o "${user:-root}" "/var/lib/$state"
  cd "${folder:-/}" || exit 1
  set -a; [ -f "${file#-}" ] && . "${file#-}"; for pair in $(sed -n 's/^Environment=//p' "$unit"); do eval "$pair"; done; set +a
  HOME=$(getent passwd "${user:-root}" | cut -d: -f6); export HOME
  MAINPID=$(processes "$3" | tail -n 1); export MAINPID
  # What a reload puts in the place of the main process has the environment of that reload.
  export STARTED_AS=$3
  line=${line//\$MAINPID/$MAINPID}
  local capabilities=()
  if grep -q '^AmbientCapabilities=.*CAP_NET_BIND_SERVICE' "$unit"; then
    capabilities=(--inh-caps=+net_bind_service --ambient-caps=+net_bind_service)
  fi
  exec setpriv --reuid="${user:-root}" --regid="${user:-root}" --init-groups "${capabilities[@]}" -- $line
}

start() {
  local unit; unit=$(unit_of "$1"); [ -n "$unit" ] || { say "no unit $1"; return 5; }
  [ -z "$(processes "$1")" ] || return 0
  (as_unit "$unit" "$(field "$unit" ExecStart)" "$1") >> "/var/log/$1.log" 2>&1 < /dev/null &
  # systemd waits for the unit's word; this waits a moment.
  sleep 3
}

stop() {
  local pid
  for pid in $(processes "$1"); do kill -TERM "$pid" 2>/dev/null; done
  for _ in $(seq 160); do [ -n "$(processes "$1")" ] || return 0; sleep 0.5; done
  return 1
}

reload() {
  local unit; unit=$(unit_of "$1")
  (as_unit "$unit" "$(field "$unit" ExecReload)" "$1") >> "/var/log/$1.log" 2>&1 < /dev/null
}

for name in "${names[@]:-}"; do
  case $command in
    daemon-reload) ;;
    enable) [ "$now" = no ] || start "$name" || exit $? ;;
    disable) [ "$now" = no ] || stop "$name" || exit $? ;;
    start) start "$name" || exit $? ;;
    stop) stop "$name" || exit $? ;;
    reload) reload "$name" || exit $? ;;
    restart) stop "$name"; start "$name" || exit $? ;;
    *) say "$command is not done here" ;;
  esac
done
