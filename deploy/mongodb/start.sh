#!/bin/sh
# Starts MongoDB as one member of a replica set that asks for a password. Members know each other by a key, which is
# derived from the password; the image makes the user when the data folder is empty.
set -eu

password=${MONGO_INITDB_ROOT_PASSWORD:-}
if [ -n "${MONGO_INITDB_ROOT_PASSWORD_FILE:-}" ]; then
  password=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
fi
if [ -z "$password" ]; then
  echo "MONGODB_PASSWORD is empty: copy .env.example to .env and set it, for example to the output of openssl rand -hex 32." >&2
  exit 1
fi

umask 077
key=${KEY_FILE:-/data/configdb/usher.key}
rm -f "$key"
printf 'usher member key %s' "$password" | sha512sum | cut -d ' ' -f 1 >"$key"
chmod 400 "$key"
# The image's own entry point goes on as this user.
if [ "$(id -u)" = 0 ]; then chown mongodb:mongodb "$key"; fi

exec docker-entrypoint.sh mongod --replSet rs0 --bind_ip_all --keyFile "$key"
