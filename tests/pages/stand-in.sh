#!/bin/sh
# Stands in for the programs that a page names beside vaultchart: it answers what a page says is running, takes its
# input, and finds fault with a file that is not there.
program=$(basename "$0")
if [ "$program" = kubectl ] && [ -e .running/state.json ]; then
  # A cluster that runs something: its model answers.
  STAND_IN_STATE=.running/state.json exec "$STAND_IN" "$@"
fi
case "$program $*" in
"cargo run --release -- "*) shift 3 && exec vaultchart "$@" ;;
"podman run --rm -v "*" vaultchart "*) while [ "$1" != vaultchart ]; do shift; done && exec "$@" ;;
"helm get values "*) exec cat .running/values.yaml ;;
"helm get manifest "*) exec cat .running/manifests.yaml ;;
"kubectl get "*"-o yaml"*) exec cat .running/manifests.yaml ;;
esac
while [ $# -gt 0 ]; do
  case "$program $1 $2" in
  "kubectl -f -") cat >/dev/null ;;
  "kubectl -f "* | "kubectl -k "*) [ -e "$2" ] || { echo "$program: $2 is not there" >&2; exit 1; } ;;
  esac
  shift
done
