package io.rhapsode.synth.family.espeak;

import io.rhapsode.pipeline.speech.RequestPart;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.family.espeak.library.EspeakInstallation;
import io.rhapsode.synth.family.espeak.library.EspeakInventory;
import io.rhapsode.synth.family.espeak.library.EspeakParameters;
import io.rhapsode.synth.family.espeak.library.EspeakVoiceFile;
import io.rhapsode.synth.family.espeak.worker.WorkerException;
import io.rhapsode.synth.family.espeak.worker.WorkerPool;
import io.rhapsode.synth.family.espeak.worker.WorkerTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the installed library and data can speak.
 *
 * @param installation where they are
 * @param workers the processes that the library runs in
 * @param libraryVersion such as "1.52.0.1"
 * @param languages the usable voices
 */
public record EspeakCatalog(
    EspeakInstallation installation,
    WorkerPool workers,
    String libraryVersion,
    EspeakLanguages languages) {
  static final String ENGINE = "espeak-ng";

  /**
   * Longest text at once. The library reads on from clause to clause whatever the length; the limit
   * keeps a take to about a minute, so that little is lost when a job is killed.
   */
  static final int MAXIMUM_CHARACTERS = 1_000;

  private static final int HASH_DIGITS = 12;

  /** Unpacks the library if need be, and asks it. */
  public static EspeakCatalog load() throws IOException {
    return load(EspeakInstallation.standard());
  }

  public static EspeakCatalog load(EspeakInstallation installation) throws IOException {
    WorkerPool workers = WorkerPool.of(installation);
    try {
      EspeakInventory inventory = workers.perform(new WorkerTask.Inventory());
      return new EspeakCatalog(
          installation, workers, inventory.version(), new EspeakLanguages(inventory.voices()));
    } catch (WorkerException | IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** One voice for each usable voice file, in order of name. */
  public List<Voice> voices() {
    return languages.voices().entrySet().stream()
        .map(entry -> voice(entry.getKey(), entry.getValue(), ""))
        .toList();
  }

  /**
   * A voice by name: "en-gb", or "en-gb+f2" for one of the speaker variants of the data.
   *
   * @return empty when there is no such voice or variant
   */
  Optional<Voice> voice(String name) {
    int plus = name.indexOf('+');
    String base = plus < 0 ? name : name.substring(0, plus);
    String variant = plus < 0 ? "" : name.substring(plus + 1);
    EspeakVoiceFile file = languages.voices().get(base);
    if (file == null || (plus >= 0 && !hasVariant(variant))) {
      return Optional.empty();
    }
    return Optional.of(voice(name, file, variant));
  }

  private boolean hasVariant(String variant) {
    return variant.matches("[A-Za-z0-9_-]+")
        && Files.isRegularFile(installation.data().resolve("voices/!v").resolve(variant));
  }

  private Voice voice(String name, EspeakVoiceFile file, String variant) {
    String data = installation.dataHash() + "\n" + file.identifier() + "\n" + variant;
    String base = EspeakLanguages.nameOf(file);
    return new Voice(
        name,
        ENGINE,
        libraryVersion + "+data." + installation.dataHash().substring(0, HASH_DIGITS),
        Sha256.hex(data.getBytes(StandardCharsets.UTF_8)),
        Locale.forLanguageTag(base).toLanguageTag(),
        languages.primaryLanguages(),
        Map.copyOf(EspeakParameters.defaults(file.identifier(), variant).toMap()),
        MAXIMUM_CHARACTERS,
        EnumSet.of(RequestPart.PRONUNCIATION, RequestPart.PACE, RequestPart.SEED));
  }
}
