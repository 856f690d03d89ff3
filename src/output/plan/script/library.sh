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
    say "Once the cause is fixed, continue with: $0 --from ${NUMBER:-1}"
  else
    say "Run this script again: it looks at everything anew, and leaves alone what is done."
  fi
  if [ -n "$HAS_BACK" ]; then say "Roll back: $0 --back"; fi
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
  say "A token for snapshots and for raft is taken from the variable VAULT_TOKEN, or read from the terminal."
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
  case $TIMEOUT in '' | *[!0-9]*) stop "--timeout takes a whole number" ;; esac
  case $FROM in '' | *[!0-9]*) stop "--from takes a whole number" ;; esac
}

# Questions are asked at the terminal, whatever standard input is: 3 reads from it, and 4 writes to it. It is tried in
# a separate shell first, since a failed exec ends some shells.
open_terminal() {
  if (exec 3<"$ANSWERS" 4>>"$SCREEN") 2>/dev/null; then
    exec 3<"$ANSWERS" 4>>"$SCREEN"
    HAS_TERMINAL=yes
  fi
}

# Every command is for one context, whatever somebody else switches to meanwhile.
begin() {
  command -v kubectl >/dev/null || stop "kubectl is not in PATH"
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
helm() { command helm --kube-context "$CONTEXT" "$@"; }
flux() { command flux --context "$CONTEXT" "$@"; }

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
  if [ "$status" -eq 1 ] && [ "$1 $2" = "kubectl diff" ]; then
    say "   There are differences."
    status=0
  fi
  return "$status"
}

# Runs a command that only asks the API server what it would do. What a later step makes way for is refused now; anything
# else that is refused ends the script.
rehearse() {
  local status=0 line known='' other=''
  run "$@" 2>"$SCRATCH/refused" || status=$?
  cat "$SCRATCH/refused" >&2
  [ "$status" -ne 0 ] || return 0
  while IFS= read -r line; do
    # A line break in a message, and what is no refusal.
    case $line in *' is invalid:'*) ;; '' | '+ '* | '* '* | 'Warning: '*) continue ;; esac
    if is_of_remade "$line"; then known=yes; else other=yes; fi
  done <"$SCRATCH/refused"
  if [ -z "$known" ] || [ -n "$other" ]; then return "$status"; fi
  say "   That is refused as long as the old object is there: a later step makes way for it."
}

# Whether a line of the API server refuses an object that is deleted before the new one is applied: it names the object
# as `StatefulSet "vault"`, or with the group behind the kind.
is_of_remade() {
  local object kind name
  for object in ${REMADE[@]+"${REMADE[@]}"}; do
    kind=${object%% *} name=${object#* }
    case $1 in *"$kind \"$name\" is invalid:"* | *"$kind."*" \"$name\" is invalid:"*) return 0 ;; esac
  done
  return 1
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

# Waits a moment; says for what, when that changes; stops when it takes too long, or when it only ever changes.
wait_for() {
  if [ "$1" != "$WAITING" ]; then
    WAITING=$1
    SINCE=$SECONDS
    TURNS=$((TURNS + 1))
    say "   waiting: $1"
    [ "$TURNS" -le "$MOST_TURNS" ] || stop "the servers do not settle" "Find out why, and run this script again."
  elif [ $((SECONDS - SINCE)) -ge "$TIMEOUT" ]; then
    stop "waited $TIMEOUT seconds: $1" "${2:-Find out why, and run this script again.}"
  fi
  sleep "$PAUSE"
}

# What was waited for is there.
settled() {
  WAITING=
  TURNS=0
}

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
declare -a NAME UID_OF REVISION BORN GOING PHASE READY TROUBLE ANSWER SEALED INITIALIZED MIGRATES SEAL IS_ACTIVE LEADER INDEX VERSION

# Looks at the stateful set and at every pod of it, and asks every server for itself.
look_around() {
  local rest name number uid revision born going phase ready trouble
  look_at_set
  NAME=() UID_OF=() REVISION=() BORN=() GOING=() PHASE=() READY=() TROUBLE=()
  ANSWER=() SEALED=() INITIALIZED=() MIGRATES=() SEAL=() IS_ACTIVE=() LEADER=() INDEX=() VERSION=()
  rest=$(read_again kubectl get pods -n "$NAMESPACE" -l "$SELECTOR" -o \
    'jsonpath={range .items[*]}{.metadata.name}|{.metadata.uid}|{.metadata.labels.controller-revision-hash}|{.metadata.creationTimestamp}|{.metadata.deletionTimestamp}|{.status.phase}|{.status.conditions[?(@.type=="Ready")].status}|{.status.containerStatuses[?(@.name=="vault")].state.waiting.reason}{"\n"}{end}') ||
    stop "the pods of $SET cannot be read"
  while IFS='|' read -r name uid revision born going phase ready trouble; do
    number=${name#"$SET"-}
    case $number in '' | *[!0-9]* | 0?*) continue ;; esac
    [ "$name" = "$SET-$number" ] || continue
    NAME[number]=$name UID_OF[number]=$uid REVISION[number]=$revision BORN[number]=$born GOING[number]=$going
    PHASE[number]=$phase READY[number]=$ready TROUBLE[number]=$trouble
    ANSWER[number]=no SEALED[number]='' INITIALIZED[number]='' IS_ACTIVE[number]=no
    if [ "$phase" = Running ] && [ -z "$going" ]; then ask_server "$number"; fi
  done <<<"$rest"
  CHANGED=$(newest_read) || stop "it cannot be read when the configuration was changed"
}

# A run that was stopped between deleting the stateful set and applying the new one finds none: its pods run on.
look_at_set() {
  local line
  line=$(read_again kubectl get -n "$NAMESPACE" "statefulset/$SET" --ignore-not-found -o \
    'jsonpath={.metadata.generation}|{.status.observedGeneration}|{.status.updateRevision}|{.spec.replicas}') ||
    stop "the StatefulSet $SET cannot be read"
  if [ -z "$line" ]; then
    [ ${#REMADE[@]} -gt 0 ] || stop "there is no StatefulSet $SET in namespace $NAMESPACE"
    line="0|0||$OLD_REPLICAS"
  fi
  IFS='|' read -r GENERATION OBSERVED UPDATE WANTED <<<"$line"
}

# A server says of itself whether it is sealed, and who leads: JSON with a key a line. It may not answer yet.
ask_server() {
  local number=$1 out line status=0 has_standbys=
  local pattern='^ *"([a-z_]+)": "?([^",]*)"?,?$'
  LEADER[number]='' INDEX[number]='' VERSION[number]='' MIGRATES[number]='' SEAL[number]=''
  out=$(vault_in "${NAME[number]}" status -format=json 2>/dev/null) || status=$?
  while IFS= read -r line; do
    [[ $line =~ $pattern ]] || continue
    line=${BASH_REMATCH[2]}
    case ${BASH_REMATCH[1]} in
      type) SEAL[number]=$line ;;
      sealed) SEALED[number]=$line ;;
      initialized) INITIALIZED[number]=$line ;;
      migration) MIGRATES[number]=$line ;;
      version) VERSION[number]=$line ;;
      ha_enabled) has_standbys=$line ;;
      is_self) if [ "$line" = true ]; then IS_ACTIVE[number]=yes; fi ;;
      leader_address) LEADER[number]=$line ;;
      raft_applied_index) INDEX[number]=$line ;;
    esac
  done <<<"$out"
  case "$status ${SEALED[number]}" in '0 false' | '2 true') ANSWER[number]=yes ;; esac
  # Without high availability the one server is the active one.
  if [ "$status ${SEALED[number]}" = '0 false' ] && [ "$has_standbys" != true ]; then IS_ACTIVE[number]=yes; fi
}

# When the objects that the servers read at their start were last written; nothing if none of them changes.
newest_read() {
  local object times time newest=
  for object in ${READS[@]+"${READS[@]}"}; do
    times=$(read_again kubectl get -n "$NAMESPACE" "$object" --show-managed-fields --ignore-not-found -o \
      'jsonpath={.metadata.managedFields[*].time}') || return 1
    for time in $times; do
      if [[ $time > $newest ]]; then newest=$time; fi
    done
  done
  printf '%s' "$newest"
}

# Whether a pod runs what is wanted: the update revision, started after what it reads was written. Both times are whole
# seconds: a pod of the same second may have read what was there before.
is_new() {
  [ "${REVISION[$1]}" = "$UPDATE" ] && { [ -z "$CHANGED" ] || [[ ${BORN[$1]} > $CHANGED ]]; }
}

# What keeps the servers from being touched; nothing if all of them, up to a number, are well. The active one may have
# a higher number, where servers are leaving.
trouble() {
  local count=$1 number active=0
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
  for number in "${!NAME[@]}"; do
    if [ "${IS_ACTIVE[number]}" = yes ]; then active=$((active + 1)); fi
  done
  if [ "$active" -ne 1 ]; then
    echo "$active servers are active"
    return
  fi
  for ((number = 0; number < count; number++)); do
    if [ "${LEADER[number]}" != "${LEADER[$(active)]}" ]; then
      echo "$SET-$number does not know yet which server is active"
      return
    fi
  done
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

# What a person has to fix with one of the servers up to a number: waiting would not help, and nothing more may be
# touched.
stop_if_broken() {
  local number
  for number in "${!NAME[@]}"; do
    if [ "$number" -ge "$1" ] || [ -n "${GOING[number]}" ]; then continue; fi
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

# Unseals what is sealed, one server at a time; returns 1 if nothing was to be unsealed. The server itself says whether
# it takes key shares: any other seal than Shamir's opens by itself, but for one that is being migrated.
unseal_one() {
  local number
  for number in "${!NAME[@]}"; do
    if [ "${ANSWER[number]}" = yes ] && [ "${INITIALIZED[number]}" = true ] && [ "${SEALED[number]}" = true ]; then
      if [ "${SEAL[number]}" = shamir ] || [ "${MIGRATES[number]}" = true ]; then
        unseal "$number"
        return 0
      fi
    fi
  done
  return 1
}

# Reads key shares until the server is unsealed; a wrong one is asked for again.
unseal() {
  local number=$1 pod=${NAME[$1]} try migrates=
  if [ -z "$HAS_TERMINAL" ]; then
    wait_for "$pod is sealed" "There is no terminal to ask for key shares at: unseal it, and run this script again."
    return 0
  fi
  say "   $pod is sealed: key shares are needed"
  if [ "${MIGRATES[number]}" = true ]; then
    say "   It moves to another seal: the key shares are those of before."
    migrates=yes
  fi
  for ((try = 0; try < MOST_SHARES; try++)); do
    kubectl exec -n "$NAMESPACE" -ti "$pod" -c vault -- ${SKIPS_VERIFICATION:+env VAULT_SKIP_VERIFY=true} \
      vault operator unseal ${migrates:+-migrate} <&3 >&4 || say "   that was not accepted; once more"
    ask_server "$number"
    if [ "${SEALED[number]}" = false ]; then
      settled
      return 0
    fi
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
      settled
      return 0
    fi
    stop_if_broken "$count"
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
  stop "$2" "No server is: a plan for a running Vault cannot change this one."
}

# Waits until the servers that are there before and after are well: of those that come none is there yet, and those that
# leave may have left raft already.
await_staying() {
  look_around
  COUNT=$WANTED
  if [ "$OLD_REPLICAS" -lt "$COUNT" ]; then COUNT=$OLD_REPLICAS; fi
  if [ "$NEW_REPLICAS" -lt "$COUNT" ]; then COUNT=$NEW_REPLICAS; fi
  [ "$COUNT" -gt 0 ] || stop "no server is wanted: the StatefulSet has $WANTED replicas" \
    "If an earlier run has stopped the servers, go on with --from and the number of the step behind that."
  await_servers "$COUNT"
}

check_servers() {
  await_staying
  say "   $COUNT of $COUNT servers are ready and unsealed; active: ${NAME[$(active)]}"
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
  local count=$1 next leader tries=0
  while true; do
    await_servers "$count"
    leader=$(active)
    next=$(next_old "$count" "$leader")
    if [ -z "$next" ]; then
      say "   all $count servers are replaced; active: ${NAME[$leader]}"
      return 0
    fi
    # Each server is tried a few times, and no more.
    tries=$((tries + 1))
    [ "$tries" -le $((count * MOST_TRIES)) ] || stop "${NAME[$next]} cannot be replaced"
    if [ "$next" -eq "$leader" ]; then
      ask "   Delete ${NAME[$next]}, the active server?"
      if [ -n "$STEP_DOWN" ] && [ "$count" -gt 1 ]; then
        step_down "$count" "$next"
        # Another one is active now: look again.
        continue
      fi
    else
      ask "   Delete ${NAME[$next]}, a standby?"
    fi
    # What was true when the question was asked may not be any more.
    still_well "$count" "$next" "$leader" || continue
    # It was asked to stop by now, which the next look sees: nothing else is touched until it is back.
    delete_pod "$next" || say "   it was not deleted; looking again"
  done
}

# The number of the server to replace next; nothing if all are new.
next_old() {
  local number
  for ((number = $1 - 1; number >= 0; number--)); do
    if [ "$number" -ne "$2" ] && ! is_new "$number"; then
      echo "$number"
      return 0
    fi
  done
  is_new "$2" || echo "$2"
}

# Whether nothing has changed while somebody thought about a question.
still_well() {
  local uid=${UID_OF[$2]}
  look_around
  [ -z "$(trouble "$1")" ] && [ "${UID_OF[$2]:-}" = "$uid" ] && [ "$(active)" = "$3" ]
}

# Lets the active server give up leadership, and waits until another one has it.
step_down() {
  need_token "it may update sys/step-down"
  with_token "${NAME[$2]}" operator step-down >&2
  await_other "$1" "$2"
}

await_other() {
  while true; do
    look_around
    if [ -z "$(trouble "$1")" ] && [ "$(active)" != "$2" ]; then
      settled
      return 0
    fi
    unseal_one || wait_for "no other server is active yet"
  done
}

# Follows the pods while Kubernetes replaces them, and unseals each that comes.
follow_servers() {
  local count=$1 number old
  while true; do
    look_around
    stop_if_broken "$count"
    old=
    for ((number = 0; number < count; number++)); do
      if [ "${REVISION[number]:-}" != "$UPDATE" ]; then old=$number; fi
    done
    if [ -z "$old" ] && [ -z "$(trouble "$count")" ]; then
      settled
      say "   all $count servers are replaced; active: ${NAME[$(active)]}"
      return 0
    fi
    unseal_one || wait_for "$(trouble "$count" | grep . || echo "$SET-$old is still of the old revision")"
  done
}

stop_servers() {
  say "   stopping all servers of $SET"
  kubectl scale -n "$NAMESPACE" "statefulset/$SET" --replicas=0 >&2
  while true; do
    look_around
    if [ ${#NAME[@]} -eq 0 ]; then
      settled
      return 0
    fi
    wait_for "${#NAME[@]} of the servers are stopping"
  done
}

# Waits until the pod that copies the data has ended, and shows what it said.
await_copy() {
  local phase
  while true; do
    phase=$(read_again kubectl get pod -n "$NAMESPACE" "$1" -o 'jsonpath={.status.phase}') || stop "the pod $1 cannot be read"
    case $phase in
      Succeeded | Failed)
        kubectl logs -n "$NAMESPACE" "pod/$1" --tail=20 >&2 || true
        [ "$phase" = Succeeded ] || stop "the data was not copied" \
          "Fix the cause, empty the new storage, delete the pod $1, and do the step before this one again."
        settled
        return 0
        ;;
    esac
    wait_for "$1 is ${phase:-not started}"
  done
}

start_servers() { await_servers "$1"; }

# Waits until a server answers, whatever it answers.
await_answer() {
  while true; do
    look_around
    stop_if_broken "$(($1 + 1))"
    if [ "${ANSWER[$1]:-no}" = yes ]; then
      settled
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
  if [ "$from" -gt 0 ]; then await_servers "$from"; fi
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

# The members of raft: a line each, with id, address and whether it votes.
peers() {
  with_token "${NAME[$(active)]}" operator raft list-peers | awk 'NR > 2 { print $1 " " $2 " " $4 }'
}

# Whether a line of peers is that of a server: by the name of its pod in its address, or as its id.
PEER_OF='index($2, pod ".") == 1 || index($2, pod ":") == 1 || $1 == pod'

# A new member gets its vote some seconds after it joined; until then it does not help against the loss of another.
await_voter() {
  local list
  need_token "it may read sys/storage/raft/configuration"
  while true; do
    list=$(peers) || stop "the members of raft cannot be listed"
    if [ "$(awk -v pod="$SET-$1" "$PEER_OF { print \$3 }" <<<"$list")" = true ]; then
      settled
      return 0
    fi
    wait_for "$SET-$1 has no vote in raft yet"
    await_servers "$(($1 + 1))"
  done
}

# Takes servers out of raft before they stop: by the id that the members themselves know, and looked after. The servers
# that stay are a majority at each moment as long as they are well, whatever those that leave do.
remove_peers() {
  local from=$1 number list id
  await_staying
  if [ "$WANTED" -le "$from" ]; then
    say "   the StatefulSet has no more than $from replicas: nothing to do"
    return 0
  fi
  need_token "it may read and update sys/storage/raft"
  keep_active_below "$from"
  for ((number = WANTED - 1; number >= from; number--)); do
    list=$(peers) || stop "the members of raft cannot be listed"
    id=$(awk -v pod="$SET-$number" "$PEER_OF { print \$1; exit }" <<<"$list")
    if [ -z "$id" ]; then
      say "   $SET-$number is not a member of raft"
      continue
    fi
    ask "   Take $SET-$number (id $id) out of raft?"
    await_servers "$from"
    keep_active_below "$from"
    with_token "${NAME[$(active)]}" operator raft remove-peer "$id" >&2
    list=$(peers) || stop "the members of raft cannot be listed"
    if awk '{ print $1 }' <<<"$list" | grep -qxF -e "$id"; then stop "$SET-$number is still a member of raft"; fi
    say "   $SET-$number is out"
  done
}

# A server that is active cannot remove itself from raft: one that stays has to be active. Leadership may go to another
# one that leaves at first.
keep_active_below() {
  local from=$1 number tries
  for ((tries = 0; tries < MOST_TRIES; tries++)); do
    number=$(active)
    [ "$number" -ge "$from" ] || return 0
    ask "   ${NAME[$number]} is active and will be gone: let it step down?"
    step_down "$from" "$number"
  done
  stop "no server that stays becomes active" "Let the active one step down until one of the first $from is active."
}

set_upgrade_migration() {
  local flag=false
  if [ "$1" = off ]; then flag=true; fi
  await_staying
  need_token "it may update sys/storage/raft/autopilot/configuration"
  with_token "${NAME[$(active)]}" operator raft autopilot set-config -disable-upgrade-migration=$flag >&2
}

save_snapshot() {
  local pod file
  await_staying
  need_token "it may read sys/storage/raft/snapshot"
  pod=${NAME[$(active)]}
  check_autopilot "$pod"
  with_token "$pod" operator raft snapshot save /home/vault/vault.snap >&2
  # It gets its name once it is whole, and a name that no other one has.
  in_pod "$pod" cat /home/vault/vault.snap >"$SCRATCH/snapshot"
  in_pod "$pod" rm /home/vault/vault.snap
  [ -s "$SCRATCH/snapshot" ] || stop "the snapshot is empty"
  chmod 600 "$SCRATCH/snapshot"
  file=$SET-$(date -u +%Y%m%dT%H%M%SZ).snap
  while [ -e "$file" ]; do file=${file%.snap}-again.snap; done
  mv "$SCRATCH/snapshot" "$file"
  say "   saved in $file"
}

restore_snapshot() {
  local pod file
  await_servers "$1"
  pod=${NAME[$(active)]}
  [ -n "$HAS_TERMINAL" ] || stop "the file of the snapshot is read from a terminal, and there is none"
  read -r -p "   The file of the snapshot that the older version made: " file <&3 || stop "no answer"
  [ -s "$file" ] || stop "$file is missing or empty"
  ask "   Replace all data by that of $file? What was written since is lost."
  kubectl exec -i -n "$NAMESPACE" "$pod" -c vault -- sh -c 'cat > /home/vault/vault.snap' <"$file"
  need_token "it may update sys/storage/raft/snapshot"
  with_token "$pod" operator raft snapshot restore /home/vault/vault.snap >&2
  await_servers "$1"
}

# An older version is not promised to read what a newer one wrote.
check_return() {
  local number
  [ -n "$NEW_VERSION" ] || return 0
  look_around
  for number in "${!NAME[@]}"; do
    [ "${IS_ACTIVE[number]}" = yes ] || continue
    case ${VERSION[number]} in
      "$NEW_VERSION"*)
        stop "${NAME[number]} is active and runs the new version ${VERSION[number]}" \
          "Rolling back is a downgrade now: stop all servers, apply the manifests of before, start them, restore the snapshot."
        ;;
    esac
    say "   ${NAME[number]} is active and does not run the new version: ${VERSION[number]}"
    return 0
  done
  stop "no server is active: it is not certain that only the old version has written data" \
    "Unseal the servers of the old version first, or make a plan for a downgrade."
}

# Where there is a token, autopilot is asked too. It says so in its first line.
check_autopilot() {
  local state
  state=$(with_token "$1" operator raft autopilot state) || stop "the state of autopilot cannot be read"
  if ! grep -q '^Healthy: *true' <<<"$state"; then
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
  if [ "$WANTED" -ne "$count" ]; then stop "the StatefulSet has $WANTED replicas, not $count"; fi
  if [ -n "$RAFT" ] && { [ -n "${VAULT_TOKEN:-}" ] || [ -n "$HAS_TERMINAL" ]; } && [ "$count" -gt 1 ]; then
    need_token "it may read sys/storage/raft/configuration"
    list=$(peers) || stop "the members of raft cannot be listed"
    number=$(grep -c . <<<"$list" || true)
    if [ "$number" -ne "$count" ]; then stop "raft has $number members, not $count"; fi
    say "   raft has $count members"
  fi
}
