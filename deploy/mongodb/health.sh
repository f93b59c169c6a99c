#!/bin/sh
# Healthy once this member is primary; the first check makes it the only member of its replica set.
set -eu

if [ -n "${MONGO_INITDB_ROOT_PASSWORD_FILE:-}" ]; then
  MONGO_INITDB_ROOT_PASSWORD=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
  export MONGO_INITDB_ROOT_PASSWORD
fi

# The password is read inside, so that no list of processes shows it.
exec mongosh --quiet --eval '
  db.getSiblingDB("admin").auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD)
  try { rs.status() } catch { rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongodb:27017" }] }) }
  quit(db.hello().isWritablePrimary ? 0 : 1)
'
