package io.rhapsode.workflows.serve;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.model.DataHome;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.serve.speech.Limits;
import io.rhapsode.workflows.settings.NarrateSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the server is run.
 *
 * @param speech voice, language, seed, device, work and output folder
 * @param folders where the works are that are reviewed
 * @param home where models and voices are
 * @param address to listen on, such as "127.0.0.1"
 * @param port to listen on; 0 is any free one
 * @param hostNames more names that this server is called by
 * @param token what clients must bring
 * @param aliases other names of voices
 * @param limits what clients are given
 * @param idle a connection on which nothing moves for so long is closed
 * @param grace how long running streams may go on when the server ends
 */
public record ServeSettings(
    NarrateSettings speech,
    JobFolders folders,
    DataHome home,
    String address,
    int port,
    Set<String> hostNames,
    String token,
    Map<String, String> aliases,
    Limits limits,
    Duration idle,
    Duration grace) {
  public ServeSettings {
    requireNonNull(speech, "speech is null");
    requireNonNull(folders, "folders is null");
    requireNonNull(home, "home is null");
    requireNonNull(address, "address is null");
    requireNonNull(token, "token is null");
    requireNonNull(limits, "limits is null");
    hostNames = Set.copyOf(hostNames);
    aliases = Map.copyOf(aliases);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port is not between 0 and 65535: " + port);
    }
  }
}
