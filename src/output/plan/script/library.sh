# Each thing that is done looks at the servers first. No server is deleted while another one is missing, sealed or not
# ready, or while it is not certain which one is active. A run that was stopped can be started again: what is done
# already is found and left alone.

say() { printf '%s\n' "$*" >&2; }

# Ends the script: what is wrong, and what to do.
stop() {
  say ""
  say "stopped: $1"
  [ $# -lt 2 ] || say "$2"
  STOPPED=yes
  exit 1
}

# shellcheck disable=SC2329 # called by the trap
at_exit() {
  local code=$?
  rm -rf "$SCRATCH"
  [ "$code" -ne 0 ] || return 0
  say ""
  if [ -z "$STOPPED" ]; then
    say "a command failed in: ${STEP:-the preparation}"
  else
    say "this was in: ${STEP:-the preparation}"
  fi
  say "Nothing goes on in the background."
  if [ -n "$STOPS_ALL" ]; then
    say "Once the cause is mended, go on with: $0 --from ${NUMBER:-1}"
  else
    say "Run this script again: it looks at everything anew, and leaves alone what is done."
  fi
  if [ -n "$HAS_BACK" ]; then say "The way back: $0 --back"; fi
  return 0
}

usage() {
  say "usage: $0 [--yes] [--context NAME] [--step-down] [--timeout SECONDS] [--from STEP] [--back]"
  say "  --yes               do every step without asking; it is needed where there is no terminal"
  say "  --context NAME      the kube context, instead of the current one"
  say "  --step-down         let the active server step down before its pod is deleted; that needs a token"
  say "  --timeout SECONDS   how long to wait for any one thing (default: $TIMEOUT)"
  say "  --from STEP         begin with the step of this number"
  say "  --back              go back to the manifests of before"
  say "A token for snapshots and for raft is taken from the variable VAULT_TOKEN, or asked for."
}

arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --yes) YES=yes ;;
      --step-down) STEP_DOWN=yes ;;
      --back) BACK=yes ;;
      --context | --timeout | --from)
        [ $# -ge 2 ] || { usage; stop "$1 needs a value"; }
        case $1 in
          --context) CONTEXT=$2 ;;
          --timeout) TIMEOUT=$2 ;;
          --from) FROM=$2 ;;
        esac
        shift
        ;;
      -h | --help) usage; exit 0 ;;
      *) usage; stop "unknown argument: $1" ;;
    esac
    shift
  done
  case "$TIMEOUT$FROM" in *[!0-9]*) stop "--timeout and --from take whole numbers" ;; esac
}

# Questions are asked at the terminal, whatever standard input is: 3 reads from it, and 4 writes to it.
open_terminal() {
  if { exec 3<"$ANSWERS" 4>>"$SCREEN"; } 2>/dev/null; then HAS_TERMINAL=yes; fi
}

# Every command is for one context, whatever somebody else switches to meanwhile.
begin() {
  command -v kubectl >/dev/null || stop "kubectl is not on the path"
  open_terminal
  if [ -z "$YES" ] && [ -z "$HAS_TERMINAL" ]; then
    stop "there is no terminal to ask at" "Run it with --yes to do every step without asking."
  fi
  if [ -z "$CONTEXT" ]; then
    CONTEXT=$(command kubectl config current-context) || stop "kubectl has no current context" "Name one with --context."
  fi
  say "context:   $CONTEXT"
  say "namespace: $NAMESPACE"
  STEP="the first look at the cluster"
  ask "Work in this context?"
}

kubectl() { command kubectl --context "$CONTEXT" "$@"; }

# Asks, and stops unless the answer is yes.
ask() {
  local answer
  [ -z "$YES" ] || return 0
  while true; do
    read -r -p "$1 [y]es, [q]uit: " answer <&3 || stop "no answer"
    case $answer in
      y | yes) return 0 ;;
      q | quit | n | no) stop "as you wish" ;;
    esac
  done
}

# Begins a step; returns 1 if it is left out.
step() {
  local number=$1 answer
  NUMBER=$1
  STEP="step $1: $2"
  say ""
  say "$1. $2"
  say "   $3"
  if [ "$number" -lt "$FROM" ]; then
    say "   left out: --from $FROM"
    return 1
  fi
  [ -z "$YES" ] || return 0
  while true; do
    read -r -p "   Do this step? [y]es, [s]kip, [q]uit: " answer <&3 || stop "no answer"
    case $answer in
      y | yes) return 0 ;;
      s | skip) return 1 ;;
      q | quit) stop "as you wish" ;;
    esac
  done
}

# Shows a command and runs it. kubectl diff exits with 1 where there are changes.
run() {
  local status=0
  printf '+' >&2
  printf ' %q' "$@" >&2
  printf '\n' >&2
  "$@" || status=$?
  if [ "$status" -eq 1 ] && [ "$1 $2" = "kubectl diff" ]; then status=0; fi
  return "$status"
}

# Shows a sentence, and waits until it was read.
look() {
  say "   $1"
  [ -z "$YES" ] || return 0
  read -r -p "   Press return to go on. " _ <&3 || stop "no answer"
}

# Runs a command that only reads; it is tried again where it fails.
read_again() {
  local try out
  for try in 1 2 3 4 5; do
    if out=$("$@" 2>"$SCRATCH/error"); then
      printf '%s\n' "$out"
      return 0
    fi
    [ "$try" -eq 5 ] || sleep "$PAUSE"
  done
  cat "$SCRATCH/error" >&2
  return 1
}

# Waits a moment; says for what, when that changes; stops when it takes too long.
wait_for() {
  if [ "$1" != "$WAITING" ]; then
    WAITING=$1
    SINCE=$SECONDS
    say "   waiting: $1"
  elif [ $((SECONDS - SINCE)) -ge "$TIMEOUT" ]; then
    stop "waited $TIMEOUT seconds: $1" "${2:-Find out why, and run this script again.}"
  fi
  sleep "$PAUSE"
}

# One value of the JSON that vault prints, a key a line.
field() { sed -n "s/^ *\"$1\": *\"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" | head -n 1; }

in_pod() {
  local pod=$1
  shift
  kubectl exec -n "$NAMESPACE" "$pod" -c vault -- "$@"
}

# A command of Vault in a pod, to its own listener.
vault_in() {
  local pod=$1
  shift
  in_pod "$pod" ${SKIPS_VERIFICATION:+env VAULT_SKIP_VERIFY=true} vault "$@"
}

need_token() {
  [ -z "${VAULT_TOKEN:-}" ] || return 0
  [ -n "$HAS_TERMINAL" ] || stop "a token is needed: $1" "Set VAULT_TOKEN."
  read -r -s -p "   A token ($1): " VAULT_TOKEN <&3 || stop "no token"
  say ""
}

# The same with the token, which is written nowhere: it goes to the pod through standard input.
with_token() {
  local pod=$1
  shift
  # shellcheck disable=SC2016 # the pod's own shell fills these in
  printf '%s\n' "$VAULT_TOKEN" | kubectl exec -i -n "$NAMESPACE" "$pod" -c vault -- \
    sh -c 'IFS= read -r VAULT_TOKEN; export VAULT_TOKEN; exec "$@"' sh \
    ${SKIPS_VERIFICATION:+env VAULT_SKIP_VERIFY=true} vault "$@"
}

# What is known of the servers, by number: a line a pod.
declare -a NAME UID_OF REVISION BORN GOING PHASE READY TROUBLE ANSWER SEALED INITIALIZED IS_ACTIVE LEADER INDEX VERSION

# Looks at the stateful set and at every pod of it, and asks every server for itself.
look_around() {
  local line rest name number uid revision born going phase ready trouble
  line=$(read_again kubectl get -n "$NAMESPACE" "statefulset/$SET" -o \
    'jsonpath={.metadata.generation}|{.status.observedGeneration}|{.status.updateRevision}|{.spec.replicas}') ||
    stop "the StatefulSet $SET cannot be read"
  IFS='|' read -r GENERATION OBSERVED UPDATE WANTED <<<"$line"
  NAME=() UID_OF=() REVISION=() BORN=() GOING=() PHASE=() READY=() TROUBLE=()
  ANSWER=() SEALED=() INITIALIZED=() IS_ACTIVE=() LEADER=() INDEX=() VERSION=()
  rest=$(read_again kubectl get pods -n "$NAMESPACE" -l "$SELECTOR" -o \
    'jsonpath={range .items[*]}{.metadata.name}|{.metadata.uid}|{.metadata.labels.controller-revision-hash}|{.metadata.creationTimestamp}|{.metadata.deletionTimestamp}|{.status.phase}|{.status.conditions[?(@.type=="Ready")].status}|{.status.containerStatuses[?(@.name=="vault")].state.waiting.reason}{"\n"}{end}') ||
    stop "the pods of $SET cannot be read"
  while IFS='|' read -r name uid revision born going phase ready trouble; do
    number=${name#"$SET"-}
    case $number in '' | *[!0-9]*) continue ;; esac
    [ "$name" = "$SET-$number" ] || continue
    NAME[number]=$name UID_OF[number]=$uid REVISION[number]=$revision BORN[number]=$born GOING[number]=$going
    PHASE[number]=$phase READY[number]=$ready TROUBLE[number]=$trouble
    ANSWER[number]=no
    if [ "$phase" = Running ] && [ -z "$going" ]; then ask_server "$number"; fi
  done <<<"$rest"
  CHANGED=$(newest_read)
}

# A server says of itself whether it is sealed, and who leads. It may be that it does not answer yet.
ask_server() {
  local number=$1 out status=0
  out=$(vault_in "${NAME[number]}" status -format=json 2>/dev/null) || status=$?
  SEALED[number]=$(field sealed <<<"$out")
  case "$status ${SEALED[number]}" in
    '0 false' | '2 true') ANSWER[number]=yes ;;
    *) return 0 ;;
  esac
  INITIALIZED[number]=$(field initialized <<<"$out")
  LEADER[number]=$(field leader_address <<<"$out")
  INDEX[number]=$(field raft_applied_index <<<"$out")
  VERSION[number]=$(field version <<<"$out")
  IS_ACTIVE[number]=no
  if [ "$(field is_self <<<"$out")" = true ]; then IS_ACTIVE[number]=yes; fi
  # Without high availability the one server is the active one.
  if [ "${SEALED[number]}" = false ] && [ "$(field ha_enabled <<<"$out")" != true ]; then IS_ACTIVE[number]=yes; fi
}

# When the objects that the servers read at their start were last written; nothing if none of them changes.
newest_read() {
  local object time newest=
  for object in ${READS[@]+"${READS[@]}"}; do
    for time in $(read_again kubectl get -n "$NAMESPACE" "$object" --show-managed-fields -o \
      'jsonpath={.metadata.managedFields[*].time}'); do
      if [[ $time > $newest ]]; then newest=$time; fi
    done
  done
  printf '%s' "$newest"
}

# Whether a pod runs what is wanted: the update revision, started after what it reads was written.
is_new() {
  [ "${REVISION[$1]}" = "$UPDATE" ] || return 1
  if [[ ${BORN[$1]} < $CHANGED ]]; then return 1; fi
}

# What keeps the servers from being touched; nothing if all of them, up to a number, are well.
trouble() {
  local count=$1 number active=0 leader=
  if [ "${OBSERVED:-0}" -lt "$GENERATION" ]; then
    echo "the controller has not seen the last change of the StatefulSet yet"
    return
  fi
  for ((number = 0; number < count; number++)); do
    if [ -z "${NAME[number]:-}" ]; then
      echo "$SET-$number is not there yet"
    elif [ -n "${GOING[number]}" ]; then
      echo "$SET-$number is stopping"
    elif [ "${PHASE[number]}" != Running ]; then
      echo "$SET-$number is ${PHASE[number]:-not started}${TROUBLE[number]:+: ${TROUBLE[number]}}"
    elif [ -n "${TROUBLE[number]}" ]; then
      echo "$SET-$number does not run: ${TROUBLE[number]}"
    elif [ "${ANSWER[number]}" != yes ]; then
      echo "$SET-$number does not answer yet"
    elif [ "${INITIALIZED[number]}" != true ]; then
      echo "$SET-$number is not initialized"
    elif [ "${SEALED[number]}" != false ]; then
      echo "$SET-$number is sealed"
    else
      continue
    fi
    return
  done
  for ((number = 0; number < count; number++)); do
    if [ "${IS_ACTIVE[number]}" = yes ]; then active=$((active + 1)); fi
    if [ -z "$leader" ]; then leader=${LEADER[number]}; fi
    if [ "${LEADER[number]}" != "$leader" ]; then
      echo "the servers do not agree which one is active"
      return
    fi
  done
  if [ "$active" -ne 1 ]; then
    echo "$active servers are active"
    return
  fi
  for ((number = 0; number < count; number++)); do
    if [ "${READY[number]}" != True ]; then
      echo "$SET-$number is not ready"
      return
    fi
  done
  lagging "$count"
}

# A member whose copy of the data is far behind that of the active one is none to rely on.
lagging() {
  local number newest=0
  [ -n "$RAFT" ] || return 0
  for ((number = 0; number < $1; number++)); do
    if [ "${INDEX[number]:-0}" -gt "$newest" ]; then newest=${INDEX[number]}; fi
  done
  for ((number = 0; number < $1; number++)); do
    if [ $((newest - ${INDEX[number]:-newest})) -gt "$MOST_LAG" ]; then
      echo "$SET-$number has not caught up with the data of the active server"
      return 0
    fi
  done
}

# What a person has to mend: waiting would not help, and nothing more may be touched.
stop_if_broken() {
  local number
  for number in "${!NAME[@]}"; do
    case ${TROUBLE[number]} in
      CrashLoopBackOff | ImagePullBackOff | ErrImagePull | InvalidImageName | CreateContainerConfigError | CreateContainerError | RunContainerError)
        kubectl logs -n "$NAMESPACE" "${NAME[number]}" -c vault --tail=20 >&2 || true
        stop "${NAME[number]} does not start: ${TROUBLE[number]}" "Nothing else is touched until it does."
        ;;
    esac
  done
}

# The number of the active server; only asked when all are well.
active() {
  local number
  for number in "${!NAME[@]}"; do
    if [ "${IS_ACTIVE[number]:-}" = yes ]; then
      echo "$number"
      return 0
    fi
  done
  return 1
}

# Unseals what is sealed, one server at a time; returns 1 if nothing was to be unsealed.
unseal_one() {
  local number
  for number in "${!NAME[@]}"; do
    if [ "${ANSWER[number]}" = yes ] && [ "${INITIALIZED[number]}" = true ] && [ "${SEALED[number]}" = true ]; then
      case $UNSEALING in
        itself) return 1 ;;
        unknown)
          # It may unseal itself: it is given a while.
          [ "$WAITING" = "${NAME[number]} is sealed" ] && [ $((SECONDS - SINCE)) -ge "$PATIENCE" ] || return 1
          ;;
      esac
      unseal "${NAME[number]}"
      return 0
    fi
  done
  return 1
}

# Asks for key shares until the server is unsealed; a wrong one is asked for again.
unseal() {
  local pod=$1 try out
  if [ -z "$HAS_TERMINAL" ]; then
    wait_for "$pod is sealed" "There is no terminal to ask for key shares at: unseal it, and run this script again."
    return 0
  fi
  say "   $pod is sealed: key shares are needed"
  for ((try = 0; try < MOST_SHARES; try++)); do
    kubectl exec -n "$NAMESPACE" -ti "$pod" -c vault -- ${SKIPS_VERIFICATION:+env VAULT_SKIP_VERIFY=true} \
      vault operator unseal ${MIGRATES_SEAL:+-migrate} <&3 >&4 || say "   that was not accepted; once more"
    out=$(vault_in "$pod" status -format=json 2>/dev/null) || true
    case $(field sealed <<<"$out") in false) return 0 ;; esac
  done
  stop "$pod is still sealed after $MOST_SHARES answers" "Unseal it by hand, and run this script again."
}

# Waits until the servers up to a number are well, unsealing them on the way.
await_servers() {
  local count=$1 problem
  while true; do
    look_around
    problem=$(trouble "$count")
    if [ -z "$problem" ]; then
      WAITING=
      return 0
    fi
    stop_if_broken
    case $problem in
      *"is not initialized") not_initialized "$count" "$problem" ;;
      *) unseal_one || wait_for "$problem" ;;
    esac
  done
}

# A member that has just started says so until it has joined.
not_initialized() {
  local number
  for ((number = 0; number < $1; number++)); do
    if [ "${INITIALIZED[number]:-}" = true ]; then
      wait_for "$2" "It has no data and has not joined the others: see its log."
      return 0
    fi
  done
  stop "$2" "No server is: this is no Vault that a plan for a running one can change."
}

# The servers of before, or as many of them as a run that was stopped has left.
old_servers() {
  look_around
  echo $((WANTED < OLD_REPLICAS ? WANTED : OLD_REPLICAS))
}

check_servers() {
  local count
  count=$(old_servers) || stop "the servers cannot be looked at"
  [ "$count" -gt 0 ] || stop "no server is asked for: the StatefulSet has 0 replicas" \
    "If an earlier run has stopped them, go on with --from and the number of the step behind that."
  await_servers "$count"
  say "   all $count servers are ready and unsealed; active: ${NAME[$(active)]}"
}

# Deletes the very pod that was looked at, never one that has taken its name.
delete_pod() {
  local number=$1
  say "   deleting ${NAME[number]} (uid ${UID_OF[number]})"
  printf '{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"%s"}}' "${UID_OF[number]}" |
    kubectl delete --raw "/api/v1/namespaces/$NAMESPACE/pods/${NAME[number]}" -f - >/dev/null
}

# Replaces every server that is old, one at a time: the standbys from the highest number down, then the active one.
replace_servers() {
  local count=$1 number next leader
  while true; do
    await_servers "$count"
    leader=$(active)
    next=
    for ((number = count - 1; number >= 0; number--)); do
      if ! is_new "$number" && [ "$number" -ne "$leader" ]; then
        next=$number
        break
      fi
    done
    if [ -z "$next" ] && ! is_new "$leader"; then next=$leader; fi
    if [ -z "$next" ]; then
      say "   all $count servers are replaced; active: ${NAME[$leader]}"
      return 0
    fi
    if [ "$next" -eq "$leader" ]; then
      ask "   Delete ${NAME[$next]}, the active server?"
      if [ -n "$STEP_DOWN" ] && [ "$count" -gt 1 ]; then
        need_token "it may update sys/step-down"
        with_token "${NAME[$next]}" operator step-down >&2
        # Another one is active now: look again.
        await_other "$count" "$next"
        continue
      fi
    else
      ask "   Delete ${NAME[$next]}, a standby?"
    fi
    # What was true when the question was asked may not be any more.
    still_well "$count" "$next" "$leader" || continue
    if delete_pod "$next"; then await_gone "$next"; else say "   it was not deleted; looking again"; fi
  done
}

# Whether nothing has changed while somebody thought about a question.
still_well() {
  local uid=${UID_OF[$2]}
  look_around
  [ -z "$(trouble "$1")" ] && [ "${UID_OF[$2]:-}" = "$uid" ] && [ "$(active)" = "$3" ]
}

await_other() {
  while true; do
    look_around
    if [ -z "$(trouble "$1")" ] && [ "$(active)" != "$2" ]; then return 0; fi
    unseal_one || wait_for "no other server is active yet"
  done
}

# Waits until a pod is another one than before, so that its end is not taken for health.
await_gone() {
  local number=$1 uid=${UID_OF[$1]} now
  while true; do
    now=$(read_again kubectl get pods -n "$NAMESPACE" -l "$SELECTOR" -o \
      'jsonpath={range .items[*]}{.metadata.name}|{.metadata.uid}{"\n"}{end}' | grep "^$SET-$number|" || true)
    if [ "$now" != "$SET-$number|$uid" ]; then return 0; fi
    wait_for "$SET-$number is stopping" "It was told to stop and has not: see its events."
  done
}

# Follows the pods while Kubernetes replaces them, and unseals each that comes.
follow_servers() {
  local count=$1 number old
  while true; do
    look_around
    stop_if_broken
    old=
    for ((number = 0; number < count; number++)); do
      if [ "${REVISION[number]:-}" != "$UPDATE" ]; then old=$number; fi
    done
    if [ -z "$old" ] && [ -z "$(trouble "$count")" ]; then
      say "   all $count servers are replaced; active: ${NAME[$(active)]}"
      return 0
    fi
    unseal_one || wait_for "$(trouble "$count" | grep . || echo "$SET-$old is still of the old revision")"
  done
}

stop_servers() {
  local left
  say "   stopping all servers of $SET"
  kubectl scale -n "$NAMESPACE" "statefulset/$SET" --replicas=0 >&2
  while true; do
    left=$(read_again kubectl get pods -n "$NAMESPACE" -l "$SELECTOR" -o 'jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}' |
      grep -c "^$SET-[0-9]*\$" || true)
    if [ "${left:-0}" -eq 0 ]; then return 0; fi
    wait_for "$left of the servers are stopping"
  done
}

start_servers() { await_servers "$1"; }

# Waits until a server answers, whatever it answers.
await_answer() {
  while true; do
    look_around
    stop_if_broken
    if [ "${ANSWER[$1]:-no}" = yes ]; then
      WAITING=
      return 0
    fi
    wait_for "$SET-$1 does not answer yet"
  done
}

initialize_servers() {
  local count=$1 number
  await_answer 0
  for number in "${!NAME[@]}"; do
    if [ "${INITIALIZED[number]:-}" = true ]; then
      say "   $SET-$number is initialized already"
      join_servers 0 "$count"
      return 0
    fi
  done
  [ -n "$HAS_TERMINAL" ] || stop "the key shares are shown at a terminal alone, and there is none"
  ask "   Initialize Vault on $SET-0? It prints the keys and the root token once: keep them safe."
  vault_in "$SET-0" operator init >&4
  join_servers 0 "$count"
}

# Lets servers from one number up to another take part, each once the one before does.
join_servers() {
  local from=$1 count=$2 number address
  if [ -n "$RAFT" ]; then need_token "it may read sys/storage/raft/configuration"; fi
  for ((number = from; number < count; number++)); do
    await_answer "$number"
    if [ "${INITIALIZED[number]}" != true ] && [ -n "$JOIN_SCHEME" ] && [ "$number" -gt 0 ]; then
      address=$JOIN_SCHEME://${NAME[$(active)]}.$JOIN_SERVICE:$JOIN_PORT
      say "   $SET-$number joins $address"
      vault_in "$SET-$number" operator raft join "$address" >&2
    fi
    await_servers "$((number + 1))"
    if [ -n "$RAFT" ]; then await_voter "$number"; fi
  done
}

# The members of raft: a line each, id and address.
peers() {
  with_token "${NAME[$(active)]}" operator raft list-peers | awk 'NR > 2 { print $1 " " $2 }'
}

await_voter() {
  local list
  while true; do
    list=$(peers) || stop "the members of raft cannot be listed"
    if grep -q " $SET-$1[.:]" <<<"$list" || grep -q "^$SET-$1 " <<<"$list"; then return 0; fi
    wait_for "$SET-$1 is not a member of raft yet"
    look_around
  done
}

# Takes servers out of raft before they stop: by the id that the members themselves know, and looked after.
remove_peers() {
  local from=$1 count number list id
  look_around
  count=$WANTED
  if [ "$count" -le "$from" ]; then
    say "   no more than $from servers are asked for: nothing to do"
    return 0
  fi
  await_servers "$count"
  need_token "it may read and update sys/storage/raft"
  while [ "$(active)" -ge "$from" ]; do
    ask "   ${NAME[$(active)]} is active and will be gone: let it step down?"
    number=$(active)
    with_token "${NAME[$number]}" operator step-down >&2
    await_other "$count" "$number"
  done
  for ((number = count - 1; number >= from; number--)); do
    list=$(peers) || stop "the members of raft cannot be listed"
    id=$(awk -v pod="$SET-$number" 'index($2, pod ".") == 1 || index($2, pod ":") == 1 || $1 == pod { print $1; exit }' <<<"$list")
    if [ -z "$id" ]; then
      say "   $SET-$number is no member of raft"
      continue
    fi
    ask "   Take $SET-$number (id $id) out of raft?"
    with_token "${NAME[$(active)]}" operator raft remove-peer "$id" >&2
    list=$(peers) || stop "the members of raft cannot be listed"
    if grep -q "^$id " <<<"$list"; then stop "$SET-$number is still a member of raft"; fi
    say "   $SET-$number is out"
  done
}

set_upgrade_migration() {
  local flag=false
  if [ "$1" = off ]; then flag=true; fi
  await_servers "$(old_servers)"
  need_token "it may update sys/storage/raft/autopilot/configuration"
  with_token "${NAME[$(active)]}" operator raft autopilot set-config -disable-upgrade-migration=$flag >&2
}

save_snapshot() {
  local pod file
  await_servers "$(old_servers)"
  need_token "it may read sys/storage/raft/snapshot"
  pod=${NAME[$(active)]}
  check_autopilot "$pod"
  file=$SET-$(date -u +%Y%m%dT%H%M%SZ).snap
  [ ! -e "$file" ] || stop "$file is there already"
  with_token "$pod" operator raft snapshot save /home/vault/vault.snap >&2
  in_pod "$pod" cat /home/vault/vault.snap >"$file"
  in_pod "$pod" rm /home/vault/vault.snap
  [ -s "$file" ] || stop "the snapshot is empty"
  chmod 600 "$file"
  say "   saved in $file"
}

restore_snapshot() {
  local pod file
  await_servers "$1"
  pod=${NAME[$(active)]}
  [ -n "$HAS_TERMINAL" ] || stop "the file of the snapshot is asked for at a terminal, and there is none"
  read -r -p "   The file of the snapshot that the older version made: " file <&3 || stop "no answer"
  [ -s "$file" ] || stop "$file is no file with something in it"
  ask "   Replace all data by that of $file? What was written since is lost."
  kubectl exec -i -n "$NAMESPACE" "$pod" -c vault -- sh -c 'cat > /home/vault/vault.snap' <"$file"
  need_token "it may update sys/storage/raft/snapshot"
  with_token "$pod" operator raft snapshot restore /home/vault/vault.snap >&2
  await_servers "$1"
}

# An older version is not promised to read what a newer one wrote.
check_return() {
  local number
  look_around
  for number in "${!NAME[@]}"; do
    if [ "${IS_ACTIVE[number]:-}" = yes ] && [ -n "$NEW_VERSION" ] && [[ ${VERSION[number]} == "$NEW_VERSION"* ]]; then
      stop "${NAME[number]} is active and runs the new version ${VERSION[number]}" \
        "The way back is a downgrade now: stop all servers, apply the manifests of before, start them, restore the snapshot."
    fi
  done
}

# Where there is a token, autopilot is asked too.
check_autopilot() {
  local state
  state=$(with_token "$1" operator raft autopilot state -format=json) || stop "the state of autopilot cannot be read"
  if [ "$(field healthy <<<"$state")" != true ]; then
    say "$state"
    stop "autopilot does not call the servers healthy"
  fi
}

verify_servers() {
  local count=$1 number list
  await_servers "$count"
  for ((number = 0; number < count; number++)); do
    say "   ${NAME[number]}: version ${VERSION[number]}, revision ${REVISION[number]}$(
      if [ "${IS_ACTIVE[number]}" = yes ]; then printf ', active'; fi
    )"
    if [ -n "$MUST_BE_NEW" ] && ! is_new "$number"; then stop "${NAME[number]} still runs what was before"; fi
  done
  if [ "$WANTED" -ne "$count" ]; then stop "the StatefulSet asks for $WANTED servers, not for $count"; fi
  if [ -n "$RAFT" ] && { [ -n "${VAULT_TOKEN:-}" ] || [ -n "$HAS_TERMINAL" ]; } && [ "$count" -gt 1 ]; then
    need_token "it may read sys/storage/raft/configuration"
    list=$(peers) || stop "the members of raft cannot be listed"
    number=$(grep -c . <<<"$list" || true)
    if [ "$number" -ne "$count" ]; then stop "raft has $number members, not $count"; fi
    say "   raft has $count members"
  fi
}
