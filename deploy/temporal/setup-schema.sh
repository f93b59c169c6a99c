#!/bin/sh
# Creates Temporal's two databases and brings their schemas up to date. Safe to run again: what is there stays.
set -eu

for database in temporal temporal_visibility; do
  case $database in
    temporal) versions=temporal ;;
    temporal_visibility) versions=visibility ;;
  esac
  sql_tool() {
    temporal-sql-tool --plugin "$SQL_PLUGIN" --ep "$SQL_HOST" -p "$SQL_PORT" -u "$SQL_USER" --db "$database" "$@"
  }
  sql_tool create
  sql_tool setup-schema -v 0.0
  sql_tool update-schema -d "/etc/temporal/schema/postgresql/v12/$versions/versioned"
done
