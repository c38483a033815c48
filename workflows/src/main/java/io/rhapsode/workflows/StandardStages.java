package io.rhapsode.workflows;

import io.rhapsode.ingest.ReadBooks;
import io.rhapsode.ingest.dub.ReadDubs;
import io.rhapsode.mux.AssembleBooks;
import io.rhapsode.mux.dub.AssembleDubs;
import io.rhapsode.mux.dub.DubSettings;
import io.rhapsode.mux.dub.FitDubs;
import io.rhapsode.mux.ffmpeg.container.film.ReadableFilms;
import io.rhapsode.mux.profile.DeliveryProfile;
import io.rhapsode.mux.watermark.WatermarkSettings;
import io.rhapsode.mux.watermark.WatermarkSettings.Speech;
import io.rhapsode.mux.watermark.Watermarking;
import io.rhapsode.pipeline.graph.NarrationStages;
import io.rhapsode.pipeline.graph.dub.DubStages;
import io.rhapsode.pipeline.lexicon.Lexicon;
import io.rhapsode.pipeline.progress.JobAddress;
import io.rhapsode.pipeline.speech.JobVoices;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.pipeline.store.BlobStore;
import io.rhapsode.pipeline.store.TakeStore;
import io.rhapsode.pipeline.yaml.YamlException;
import io.rhapsode.synth.SpeakUtterances;
import io.rhapsode.synth.compute.NeuralRuntime;
import io.rhapsode.synth.listen.ListenSettings;
import io.rhapsode.synth.registry.Listeners;
import io.rhapsode.synth.registry.NaturalVoices;
import io.rhapsode.synth.registry.SpeechEngines;
import io.rhapsode.workflows.casting.DocumentVoices;
import io.rhapsode.workflows.command.model.ObtainableModels;
import io.rhapsode.workflows.console.Installation;
import io.rhapsode.workflows.lexicon.LexiconShelf;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.run.VoiceTable;
import io.rhapsode.workflows.run.folder.JobFolders;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stages of the product: Tika, the speech engines, FFmpeg. */
public final class StandardStages implements StageFactory {
  /** Who speaks every language for which there is no natural voice. */
  private static final String DRAFT_VOICE = "en-gb";

  @Override
  public NarrationStages stages(
      NarrateSettings settings,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job) {
    BlobStore blobs = folders.blobs();
    TakeStore takes = folders.takes();
    return new NarrationStages(
        new ReadBooks(settings.read(), blobs, voices, lexicons(settings), job),
        new SpeakUtterances(takes, runtime, listening(settings), job),
        new AssembleBooks(
            settings
                .audio()
                .assembly(folders.output(), profiles(settings))
                .marking(watermarking(settings, voices)),
            blobs,
            takes,
            job));
  }

  private static Watermarking watermarking(NarrateSettings settings, JobVoices voices) {
    WatermarkSettings watermark = settings.audio().watermark();
    SpeechEngines engines = SpeechEngines.standard(settings.neuralRuntime());
    SortedSet<String> marked = new TreeSet<>();
    SortedSet<String> trained = new TreeSet<>();
    for (Voice voice : voices.all()) {
      boolean neural = engines.usesDevice(voice.engine());
      if (watermark.speech() == Speech.ALL || watermark.speech() == Speech.NEURAL && neural) {
        marked.add(voice.name());
      }
      if (neural) {
        trained.add(voice.name());
      }
    }
    return new Watermarking(watermark.watermarkKey(), marked, trained);
  }

  @Override
  public DubStages dubStages(
      NarrateSettings settings,
      DubSettings dub,
      NeuralRuntime runtime,
      JobFolders folders,
      JobVoices voices,
      JobAddress job) {
    BlobStore blobs = folders.blobs();
    TakeStore takes = folders.takes();
    DubSettings marking = dub.marking(watermarking(settings, voices));
    return new DubStages(
        new ReadDubs(
            settings.dub().dialogue(),
            settings.dub().subtitles(),
            new ReadableFilms(),
            blobs,
            voices,
            job),
        new SpeakUtterances(takes, runtime, listening(settings), job),
        new FitDubs(marking, blobs, voices, job),
        new AssembleDubs(marking, blobs, takes, folders.beds(), job));
  }

  /** The recogniser was looked for before the job began. */
  private static ListenSettings listening(NarrateSettings settings) {
    try {
      return Listeners.settled(settings.listen());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They were looked for when the settings were read. */
  private static List<DeliveryProfile> profiles(NarrateSettings settings) {
    try {
      return Installation.profiles().profiles(settings.audio().profiles());
    } catch (YamlException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They were read when the settings were read. */
  private static List<Lexicon> lexicons(NarrateSettings settings) {
    try {
      return LexiconShelf.standard().lexicons(settings.read().lexicons());
    } catch (UsageException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Every voice of every engine, as they are by default. */
  public VoiceTable voices() {
    return voices(NarrateSettings.DEFAULTS);
  }

  @Override
  public VoiceTable voices(NarrateSettings settings) {
    SpeechEngines engines = SpeechEngines.standard(settings.neuralRuntime());
    return new VoiceTable(
        engines::voices,
        engines::realisations,
        () -> NaturalVoices.automatic(engines, DRAFT_VOICE),
        ObtainableModels::remedies,
        Optional.of(settings.listen().fallbackVoice()).filter(name -> !name.isEmpty()),
        new DocumentVoices(settings.read(), engines)::of);
  }
}
