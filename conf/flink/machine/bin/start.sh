# Becomes one of the programs of a Flink cluster; sourced with $role, jobmanager, taskmanager, application
# or flink, and with the arguments for Flink, such as -Dtaskmanager.numberOfTaskSlots=2.
home=$(cd "$(dirname "$0")/.." && pwd -P)
. "$home/bin/launch.sh"

case $home in
  *:*) fail "the folder $home has a colon in its path, which Java cannot have in a class path. Move it." ;;
esac
find_java jre
find_cache
check_limits
make_run_folder

conf=${FLINK_CONF_DIR:-$home/conf}
classes="$home/lib/*:$home/flink/*"
# Sets $flags and $settings: Flink works out the memory of a process from its settings, as a line of JVM
# flags and one of settings.
find_memory() {
  answer=$("$java" -Dlogback.configurationFile="$home/conf/logback.xml" -cp "$classes" \
    org.apache.flink.runtime.util.bash.BashJavaUtils "$@") ||
    fail "Flink does not accept the settings in $conf/config.yaml: $answer"
  memory=$(printf '%s\n' "$answer" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
  flags=$(printf '%s\n' "$memory" | sed -n 1p)
  settings=$(printf '%s\n' "$memory" | sed -n 2p)
}

case $role in
  flink)
    # A client has no memory of its own in the settings, and is told where they are.
    export FLINK_CONF_DIR="$conf"
    flags=-XX:MaxRAMPercentage=40
    ;;
  taskmanager) find_memory GET_TM_RESOURCE_PARAMS --configDir "$conf" "$@" ;;
  *)
    # Only what comes before a command is Flink's.
    own=$(for option in "$@"; do case $option in -D*) printf '%s ' "$option" ;; *) break ;; esac; done)
    # shellcheck disable=SC2086 # no setting of Flink's has a space
    find_memory GET_JM_RESOURCE_PARAMS --configDir "$conf" $own
    ;;
esac

# shellcheck disable=SC2086 # each holds several options on purpose
[ $role = flink ] || set -- --configDir "$conf" $settings "$@"
# shellcheck disable=SC2086 # each holds several options on purpose
exec "$java" $flags -Dai.djl.offline=true -Dlogback.configurationFile="$home/conf/logback.xml" \
  -Duser.home="$user_home" -Drhapsode.cache="$cache" -Dpdfbox.fontcache="$cache" -Drhapsode.home="$home" \
  -Drhapsode.run="$run" -Djava.io.tmpdir="$run" -Djna.tmpdir="$run" -Dorg.xerial.snappy.tempdir="$run" \
  -Dorg.bytedeco.javacpp.cachedir="$cache/javacpp" \
  ${RHAPSODE_JAVA_OPTS:-} -cp "$classes" io.rhapsode.workflows.ClusterMain $role "$@"
