# The part of starting Rhapsode that its start scripts share; sourced with $home, the folder with conf/
# and samples/. Makes up for what a scheduled job lacks: open streams, a locale, a home.

# A closed stream is opened on nothing, or the next file that Java opens would take its place.
if [ -d /dev/fd ]; then
  [ -e /dev/fd/0 ] || exec </dev/null
  [ -e /dev/fd/1 ] || exec >/dev/null
  [ -e /dev/fd/2 ] || exec 2>/dev/null
fi

say() { echo "rhapsode: $*" >&2; }
fail() { say "$*"; exit 2; }

# Java takes the names of files for what the locale says; a scheduled job has none, and could not
# open a folder with an accent in its name.
if [ "$(locale charmap 2>/dev/null || echo UTF-8)" != UTF-8 ]; then
  for utf8 in C.UTF-8 en_US.UTF-8; do
    if [ "$(LC_ALL=$utf8 locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$utf8
      break
    fi
  done
fi

# "17" of a version such as 17.0.15, and "1" of 1.8.0. The file is quicker than starting Java.
java_version() {
  release=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")/release
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release" 2>/dev/null || true)
  [ -n "$version" ] || version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  echo "${version:-unknown}"
}

# Sets $java. The argument says what to install where there is none: jdk or jre.
find_java() {
  install="Java of version 17 or newer (Debian and Ubuntu: apt install openjdk-17-$1-headless)"
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Set it to a Java of version 17 or newer."
  else
    java=$(command -v java) || fail "Java is missing. Install $install."
  fi
  version=$(java_version)
  [ "$version" != unknown ] || fail "$java does not run. Set JAVA_HOME to a Java of version 17 or newer."
  major=$(echo "$version" | sed 's/[^0-9].*//')
  [ "${major:-0}" -ge 17 ] || fail "Java $version is too old. Install $install and set JAVA_HOME to it."
}

# Sets $user_home and $cache: where libraries unpack natives and keep what they work out once. A
# scheduled job may have no HOME, and a service account none that exists; models and voices are looked
# for in the true one.
find_cache() {
  user_home=${HOME:-$(eval "echo ~$(id -un)")}
  if [ ! -w "$user_home" ]; then
    export XDG_DATA_HOME="${XDG_DATA_HOME:-$user_home/.local/share}"
    user_home=${TMPDIR:-/tmp}/rhapsode-$(id -u)
    mkdir -p -m 700 "$user_home"
    # Natives of somebody else are not to be trusted.
    [ -O "$user_home" ] || fail "$user_home belongs to another user. Set HOME to a folder of your own."
  fi
  cache=${XDG_CACHE_HOME:-$user_home/.cache}/rhapsode
  elsewhere="or set XDG_CACHE_HOME to a folder elsewhere"
  mkdir -p "$cache" 2>/dev/null || fail "the folder $cache cannot be made. Make it, $elsewhere."
}

# Sets $run: the folder of this run, for temporary files and the natives that libraries unpack. Java
# removes it at its end, and those of runs that were killed.
make_run_folder() {
  run=$cache/run.$$
  tries=0
  until mkdir -m 700 "$run" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -lt 10 ] ||
      fail "nothing can be written in $cache ($(mkdir "$run" 2>&1 || true)). Make room or give yourself rights there, $elsewhere."
    run=$cache/run.$$.$tries
  done
  probe=$run/probe
  { echo 'exit 0' >"$probe"; } 2>/dev/null && [ -s "$probe" ] ||
    fail "nothing can be written in $cache. Make room there, $elsewhere."
  if command -v chmod >/dev/null && chmod 700 "$probe" && ! "$probe" 2>/dev/null; then
    fail "nothing can be executed in $cache, where native libraries are unpacked: its file system is mounted noexec. Mount it with exec, $elsewhere."
  fi
}

# Java opens some two hundred libraries, for which it raises the soft limit itself, and threads count
# as processes.
check_limits() {
  files=$(ulimit -Hn 2>/dev/null || echo unlimited)
  [ "$files" = unlimited ] || [ "$files" -ge 256 ] ||
    fail "a process may open no more than $files files here, and 256 are needed. Raise the limit (ulimit -n 1024, LimitNOFILE= of systemd)."
  threads=$(ulimit -u 2>/dev/null || ulimit -p 2>/dev/null || echo unlimited)
  [ "$threads" = unlimited ] || [ "$(id -u)" = 0 ] || [ "$threads" -ge 200 ] ||
    fail "no more than $threads processes and threads are allowed here, and 200 are needed. Raise the limit (ulimit -u 4096, TasksMax= of systemd)."
}

# Reads a sample once and keeps the loaded classes in an archive, which makes every later start quick.
# Without the archive everything works, only slower, so a failure leaves none and is no error.
# Arguments: the jar, the archive, a folder to work in, which is removed.
train() {
  "$java" -XX:ArchiveClassesAtExit="$2" -Xlog:disable -Dai.djl.offline=true \
    -Dlogback.configurationFile="$home/conf/logback.xml" -Drhapsode.home="$home" -jar "$1" \
    narrate "$home/samples/aesop-fables.epub" --chapters 4 --work "$3" --out "$3/out" --quiet \
    </dev/null >/dev/null 2>&1 || rm -f "$2"
  rm -rf "$3"
}

# Trains beside the first command that a person gives. Of two at once the first one trains.
train_later() {
  mkdir "$archive.training" 2>/dev/null || return 0
  (
    rm -f "$cache"/*.jsa
    train "$1" "$archive.training/classes" "$archive.training/work"
    mv "$archive.training/classes" "$archive"
    rmdir "$archive.training"
  ) >/dev/null 2>&1 &
}

# Becomes Java. Arguments: the jar, then those of the command; $archive need not be there.
launch() {
  jar=$1
  shift
  terminal=false
  columns=80
  if [ -t 2 ]; then
    terminal=true
    columns=$(tput cols 2>/dev/null || echo 80)
  fi
  check_limits
  make_run_folder
  # shellcheck disable=SC2086 # RHAPSODE_JAVA_OPTS holds several options on purpose
  exec "$java" -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr \
    -XX:MaxRAMPercentage=40 \
    -Dai.djl.offline=true \
    -Dlogback.configurationFile="$home/conf/logback.xml" \
    -Duser.home="$user_home" -Drhapsode.cache="$cache" -Dpdfbox.fontcache="$cache" \
    -Drhapsode.run="$run" -Djava.io.tmpdir="$run" -Djna.tmpdir="$run" -Dorg.xerial.snappy.tempdir="$run" \
    -Dorg.bytedeco.javacpp.cachedir="$cache/javacpp" \
    -Drhapsode.home="$home" -Drhapsode.terminal=$terminal -Drhapsode.columns="$columns" \
    ${RHAPSODE_JAVA_OPTS:-} -jar "$jar" "$@"
}
