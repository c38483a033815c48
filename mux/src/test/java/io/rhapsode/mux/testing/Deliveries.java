package io.rhapsode.mux.testing;

import io.rhapsode.mux.deliver.AssemblySettings;
import io.rhapsode.mux.deliver.AudioSettings;
import io.rhapsode.mux.deliver.PublishSettings;
import io.rhapsode.mux.profile.AudioFormat;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.profile.FileLayout;
import io.rhapsode.mux.profile.FileLayout.Division;
import io.rhapsode.mux.profile.ProfileCatalogue;
import io.rhapsode.mux.watermark.WatermarkSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What tests have made of their books. */
public final class Deliveries {
  private static final ProfileCatalogue PROFILES =
      new ProfileCatalogue(Path.of("..", "conf", "profiles"));

  private Deliveries() {}

  /** The defaults of the product. */
  public static AssemblySettings usual(Path folder) {
    return AudioSettings.DEFAULTS.assembly(folder, List.of());
  }

  /** The defaults in a format at its usual bit rate. */
  public static AssemblySettings of(Path folder, AudioFormat format, boolean inOneFile) {
    return settings(format, inOneFile).assembly(folder, List.of());
  }

  public static AudioSettings settings(AudioFormat format, boolean inOneFile) {
    AudioSettings usual = AudioSettings.DEFAULTS;
    return new AudioSettings(
        usual.folder(),
        List.of(),
        format,
        inOneFile ? Division.SINGLE : Division.CHAPTERS,
        0,
        usual.sampleRateHz(),
        usual.loudness(),
        usual.headSilenceMillis(),
        usual.tailSilenceMillis(),
        usual.narrator(),
        usual.syntheticNotice(),
        usual.restore(),
        usual.captions(),
        PublishSettings.DEFAULTS,
        WatermarkSettings.DEFAULTS);
  }

  /** The defaults with profiles of the product. */
  public static AssemblySettings named(Path folder, String... names) throws IOException {
    List<DeliveryProfile> profiles = PROFILES.profiles(List.of(names));
    return AudioSettings.DEFAULTS.assembly(folder, profiles);
  }

  /** A profile of the product with other channels. */
  public static DeliveryProfile withChannels(String name, int channels) throws IOException {
    DeliveryProfile profile = profile(name);
    return with(profile, channels, profile.files());
  }

  /** A profile of the product whose books are divided in another way. */
  public static DeliveryProfile withFiles(String name, FileLayout files) throws IOException {
    DeliveryProfile profile = profile(name);
    return with(profile, profile.channels(), files);
  }

  private static DeliveryProfile with(DeliveryProfile profile, int channels, FileLayout files) {
    return new DeliveryProfile(
        profile.name(),
        profile.description(),
        profile.format(),
        profile.sampleRateHz(),
        channels,
        profile.bitRateKbps(),
        files,
        profile.mastering(),
        profile.silence(),
        profile.limits(),
        profile.tags(),
        profile.cover(),
        profile.required());
  }

  /** A profile of the product. */
  public static DeliveryProfile profile(String name) throws IOException {
    return PROFILES.profile(name);
  }
}
