package io.rhapsode.synth.family.kokoro;

import static java.util.Objects.requireNonNull;

import io.rhapsode.synth.voice.VoiceException;
import io.rhapsode.synth.voice.VoiceFolder;
import io.rhapsode.synth.voice.VoiceHeader;
import io.rhapsode.synth.voice.VoiceProfile;
import io.rhapsode.synth.voice.VoiceProfileFile;
import io.rhapsode.synth.voice.conditioning.Conditioning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Voices of others that a user imported: profiles that hold a style table. */
final class ImportedStyles {
  private static final Logger LOG = LoggerFactory.getLogger(ImportedStyles.class);

  private final VoiceFolder profiles;

  ImportedStyles(VoiceFolder profiles) {
    this.profiles = requireNonNull(profiles, "profiles is null");
  }

  /** Names of those that can be read here, in order; what is wrong with the others is logged. */
  List<String> names() throws IOException {
    return profiles.headers(damaged -> LOG.warn("left out: {}", damaged.getMessage())).stream()
        .filter(ImportedStyles::isStyle)
        .map(VoiceHeader::name)
        .filter(name -> KokoroLanguage.ofVoice(name).isPresent())
        .sorted()
        .toList();
  }

  /**
   * SHA-256 of a table.
   *
   * @return empty when there is none of that name
   * @throws IOException if its file is unsound
   */
  Optional<String> fingerprint(String name) throws IOException {
    try {
      Optional<VoiceHeader> header = profiles.header(name).filter(ImportedStyles::isStyle);
      return header.isEmpty()
          ? Optional.empty()
          : Optional.of(VoiceProfileFile.conditioningFingerprint(header.get().file()));
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * A table.
   *
   * @throws IOException if there is none of that name, or its file is unsound
   */
  StyleTable table(String name) throws IOException {
    try {
      VoiceProfile profile = profiles.load(name);
      if (profile.conditioning().orElse(null) instanceof Conditioning.StyleTable table) {
        return StyleTable.of(profiles.file(name), table.styles());
      }
      throw new IOException("voice '%s' has no style table".formatted(name));
    } catch (VoiceException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isStyle(VoiceHeader header) {
    return header.kind().equals(Optional.of(Conditioning.StyleTable.KIND));
  }
}
