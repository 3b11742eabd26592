# shellcheck shell=bash
# A hub's store in an update: a newer version may bring it to a form that the one before can't read.

# store_folder: where the hub keeps its store, by its configuration.
store_folder() {
  local said
  said=$(sed -n 's/^dataDir:[[:space:]]*["'\'']\{0,1\}\([^"'\''#]*[^"'\''# ]\).*/\1/p' "$ETC/hub.yaml" 2>/dev/null | head -n 1)
  printf '%s' "${said:-$STATE/hub}"
}

store_copy() { printf '%s/before-%s' "$(store_folder)" "$1"; }

# copy_store VERSION: the store as it is before VERSION touches it. The hub stands, so the files are whole; pictures and tracks keep their form.
copy_store() {
  local folder copy
  folder=$(store_folder)
  copy=$(store_copy "$1")
  if is_in_database; then
    dump_rows "$1"
    return
  fi
  if [ ! -e "$folder/hub.sqlite" ]; then
    say "· store: none in $folder"
    return
  fi
  run rm -rf "$folder"/before-*
  run install -d -m 0700 "$copy"
  run cp --preserve --reflink=auto "$folder"/hub.sqlite* "$copy/"
  note "  the store is copied to $copy"
}

# is_in_database: whether the rows are in PostgreSQL, by the hub's configuration.
is_in_database() { grep -q '^database:' "$ETC/hub.yaml" 2>/dev/null; }

# dump_rows VERSION: the rows as they are before VERSION touches them, by its own program and the system's pg_dump. An update goes on without:
# a database has backups of its own.
dump_rows() {
  local folder copy told
  folder=$(store_folder)
  copy=$(store_copy "$1")
  run rm -rf "$folder"/before-*
  run install -d -m 0700 -o "$(user_of hub)" "$copy"
  if told=$(program "$1" backup --rows-only --config "$ETC/hub.yaml" --to "$copy" 2>&1); then
    note "  $told"
  else
    say "· store: what this update makes of its rows can't be undone from here: ${told##*$'\n'}"
  fi
}

# has_room_for_copy: checked while the hub still runs.
has_room_for_copy() {
  local folder need free
  folder=$(store_folder)
  [ -e "$folder/hub.sqlite" ] || return 0
  need=$(du --total --block-size=1M "$folder"/hub.sqlite* | tail -n 1 | cut -f 1)
  free=$(df --output=avail --block-size=1M "$folder" | tail -n 1 | tr -d ' ')
  [ "$free" -gt $((need + 256)) ] ||
    fail "$folder: the store is copied before an update, which takes $need MB and 256 MB more; $free MB are free. Nothing was changed"
}

# opens_store VERSION: whether VERSION can read the store as it is now.
opens_store() {
  local status=0
  is_configured || return 0
  program "$1" freeze --config "$ETC/hub.yaml" >/dev/null 2>&1 || status=$?
  [ "$status" = 0 ] || [ "$status" = "$FROZEN_EXIT" ]
}

# is_store_away VERSION: whether it was on its way back from before VERSION when that was cut off.
is_store_away() { [ -e "$(store_copy "$1")/hub.sqlite" ] && [ ! -e "$(store_folder)/hub.sqlite" ]; }

# bring_store_back VERSION: the store becomes what it was before VERSION; what VERSION made of it is kept beside it. Cut off anywhere it can be done again:
# the store itself goes first and comes last, and comes whole.
bring_store_back() {
  local folder copy kept part
  folder=$(store_folder)
  copy=$(store_copy "$1")
  kept=$folder/store-of-$1
  if is_in_database; then
    fail "the rows are in PostgreSQL, where other hubs may use them: put those of before $1 back by hand (pg_restore --clean --if-exists --no-owner, of $copy), then start the hub"
  fi
  [ -e "$copy/hub.sqlite" ] || fail "$copy: there is no copy of the store of before $1; invigil-hub restore puts a backup in its place"
  [ ! -e "$folder/hub.sqlite" ] || run rm -rf "$kept"
  run install -d -m 0700 "$kept"
  for part in "$folder"/hub.sqlite{,-wal,-shm}; do
    [ ! -e "$part" ] || run mv "$part" "$kept/"
  done
  run rm -rf "$folder/coming-back"
  run cp --preserve --recursive "$copy" "$folder/coming-back"
  run sync --file-system "$folder"
  for part in "$folder"/coming-back/hub.sqlite{-wal,-shm,}; do
    [ ! -e "$part" ] || run mv "$part" "$folder/"
  done
  run rmdir "$folder/coming-back"
  say "  the store is again as it was before $1; what $1 made of it: $kept"
}
