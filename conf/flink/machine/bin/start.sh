# Becomes one of the two programs of a Flink cluster; sourced with $role, jobmanager or taskmanager, and
# with the arguments for Flink, such as -Dtaskmanager.numberOfTaskSlots=2.
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
case $role in
  jobmanager) question=GET_JM_RESOURCE_PARAMS ;;
  *) question=GET_TM_RESOURCE_PARAMS ;;
esac

# Flink works out the memory of a process from its settings: a line of JVM flags and one of settings.
answer=$("$java" -Dlogback.configurationFile="$home/conf/logback.xml" -cp "$classes" \
  org.apache.flink.runtime.util.bash.BashJavaUtils $question --configDir "$conf" "$@") ||
  fail "Flink does not accept the settings in $conf/config.yaml: $answer"
memory=$(printf '%s\n' "$answer" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
flags=$(printf '%s\n' "$memory" | sed -n 1p)
settings=$(printf '%s\n' "$memory" | sed -n 2p)

# shellcheck disable=SC2086 # each holds several options on purpose
exec "$java" $flags -Dai.djl.offline=true -Dlogback.configurationFile="$home/conf/logback.xml" \
  -Duser.home="$user_home" -Drhapsode.cache="$cache" -Dpdfbox.fontcache="$cache" \
  -Drhapsode.run="$run" -Djava.io.tmpdir="$run" -Djna.tmpdir="$run" -Dorg.xerial.snappy.tempdir="$run" \
  -Dorg.bytedeco.javacpp.cachedir="$cache/javacpp" \
  ${RHAPSODE_JAVA_OPTS:-} -cp "$classes" io.rhapsode.workflows.ClusterMain $role \
  --configDir "$conf" $settings "$@"
