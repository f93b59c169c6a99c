#!/bin/sh
# Creates Usher's namespace and search attributes where they are missing. Safe to run again.
set -eu

attempt=0
until temporal operator cluster health >/dev/null 2>&1; do
  attempt=$((attempt + 1))
  if [ "$attempt" -ge 30 ]; then
    echo "Temporal at $TEMPORAL_ADDRESS did not become healthy." >&2
    exit 1
  fi
  sleep 2
done

if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi

# A namespace that was just created is known to every part of the server a few seconds later.
attempt=0
until temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" \
  --name InvitationStatus --type Keyword \
  --name InvitationProgram --type Keyword \
  --name AccountId --type Keyword \
  --name NextDeadline --type Datetime; do
  attempt=$((attempt + 1))
  [ "$attempt" -lt 15 ] || exit 1
  sleep 2
done
echo "Namespace $TEMPORAL_NAMESPACE is ready."
