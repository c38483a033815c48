package io.rhapsode.synth.family.espeak.library;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The C API of espeak-ng (speak_lib.h, API revision 12), loaded afresh. The library keeps its state
 * in global variables, some of which nothing in its API resets: the phase of the pitch flutter and
 * the sign of the high harmonics go on from one utterance to the next. So each utterance gets a
 * library that was just loaded, which costs under a millisecond, and sounds the same whatever was
 * spoken before.
 *
 * <p>Only one may be open in a process, and a text may crash it: it is used by {@code EspeakWorker}
 * alone.
 */
public final class EspeakLibrary implements AutoCloseable {
  /** What the library makes of every voice of its data, in samples per second. */
  public static final int SAMPLE_RATE_HZ = 22_050;

  /** Of espeak_EVENT_TYPE. */
  private static final int EVENT_WORD = 1;

  private static final int OUTPUT_SYNCHRONOUS = 2;
  private static final int INITIALIZE_DO_NOT_EXIT = 0x8000;
  private static final int BUFFER_MILLIS = 400;
  private static final int CHARACTERS_UTF8 = 1;

  /** Takes {@code [[phonemes]]} in a text for phonemes. */
  private static final int PHONEMES_IN_BRACKETS = 0x100;

  /** The library's own names, with {@code '_'} between them. */
  private static final int PHONEME_NAMES = '_' << 8;

  /** IPA, and a tie between the letters of one phoneme: {@code '^'}, which is no letter of IPA. */
  private static final int PHONEMES_TIED_IPA = 2 | 0x80 | ('^' << 8);

  /** Offsets in espeak_EVENT: six 32-bit fields, a pointer, a union of 8 bytes. */
  private static final int EVENT_BYTES = 6 * Integer.BYTES + Native.POINTER_SIZE + 8;

  private static final int EVENT_TEXT_POSITION = 2 * Integer.BYTES;
  private static final int EVENT_SAMPLE = 5 * Integer.BYTES;

  private final NativeLibrary library;
  private final Path data;

  private EspeakLibrary(NativeLibrary library, Path data) {
    this.library = library;
    this.data = data;
  }

  /**
   * Loads and initialises the library.
   *
   * @param file the shared library
   * @param data the espeak-ng-data folder
   * @throws IllegalStateException when its data cannot be used
   */
  public static EspeakLibrary open(Path file, Path data) {
    NativeLibrary library = load(file);
    int rate =
        library
            .getFunction("espeak_Initialize")
            .invokeInt(
                new Object[] {
                  OUTPUT_SYNCHRONOUS, BUFFER_MILLIS, utf8(data.toString()), INITIALIZE_DO_NOT_EXIT
                });
    if (rate != SAMPLE_RATE_HZ) {
      library.close();
      throw new IllegalStateException(
          "espeak-ng cannot use its data in %s (espeak_Initialize gave %d); delete that folder to have it unpacked again"
              .formatted(data, rate));
    }
    return new EspeakLibrary(library, data);
  }

  private static NativeLibrary load(Path file) {
    try {
      return NativeLibrary.getInstance(file.toString());
    } catch (UnsatisfiedLinkError e) {
      throw new IllegalStateException(
          "espeak-ng cannot be loaded from %s: %s; a folder that is mounted noexec will not do: set XDG_CACHE_HOME to another"
              .formatted(file.getParent(), e.getMessage()),
          e);
    }
  }

  /** Version of the library, such as "1.52.0.1". */
  public String version() {
    Pointer version =
        function("espeak_Info").invokePointer(new Object[] {new PointerByReference()});
    return version.getString(0, "UTF-8");
  }

  /** Every voice of the data, in the order of the library. */
  public List<EspeakVoiceFile> voiceFiles() {
    Pointer list = function("espeak_ListVoices").invokePointer(new Object[] {Pointer.NULL});
    List<EspeakVoiceFile> voices = new ArrayList<>();
    for (Pointer voice : list.getPointerArray(0)) {
      String name = voice.getPointer(0).getString(0, "UTF-8");
      List<EspeakVoiceFile.Language> languages = languages(voice.getPointer(Native.POINTER_SIZE));
      String identifier = voice.getPointer(2L * Native.POINTER_SIZE).getString(0, "UTF-8");
      voices.add(new EspeakVoiceFile(identifier, name.strip(), languages));
    }
    return voices;
  }

  /** Reads pairs of a priority byte and a zero-terminated tag, up to a priority of zero. */
  private static List<EspeakVoiceFile.Language> languages(Pointer list) {
    List<EspeakVoiceFile.Language> languages = new ArrayList<>();
    long offset = 0;
    for (byte priority = list.getByte(0); priority != 0; priority = list.getByte(offset)) {
      String tag = list.getString(offset + 1, "UTF-8");
      languages.add(new EspeakVoiceFile.Language(tag, priority));
      offset += 2 + tag.getBytes(StandardCharsets.UTF_8).length;
    }
    return languages;
  }

  /**
   * Selects a voice for what is spoken next.
   *
   * @param identifier file of the voice, optionally with "+" and the name of a variant
   */
  public void select(String identifier) {
    check("espeak_SetVoiceByName " + identifier, "espeak_SetVoiceByName", utf8(identifier));
  }

  /**
   * Sets a value of espeak_PARAMETER.
   *
   * @param parameter its number
   */
  void set(int parameter, int value) {
    check(
        "espeak_SetParameter %d to %d".formatted(parameter, value),
        "espeak_SetParameter",
        parameter,
        value,
        0);
  }

  /** Seeds the generator of the noise in fricatives and breath. */
  public void seed(int seed) {
    function("espeak_ng_SetRandSeed").invokeVoid(new Object[] {new NativeLong(seed)});
  }

  /**
   * Speaks. SSML is not interpreted.
   *
   * @param text no control characters and no unpaired surrogates
   * @param phonemes whether {@code [[names]]} are phonemes; otherwise they are text
   */
  public EspeakSound.Collector speak(String text, boolean phonemes) {
    SoundCallback sound = new SoundCallback();
    function("espeak_SetSynthCallback").invokeVoid(new Object[] {sound});
    try (Memory bytes = utf8(text)) {
      check(
          "espeak_Synth",
          "espeak_Synth",
          bytes,
          size(bytes.size()),
          0,
          1,
          0,
          phonemes ? CHARACTERS_UTF8 | PHONEMES_IN_BRACKETS : CHARACTERS_UTF8,
          Pointer.NULL,
          Pointer.NULL);
    }
    return sound.collector;
  }

  /**
   * The phonemes of the selected voice.
   *
   * @throws IllegalStateException when the data cannot be read
   */
  public List<EspeakPhoneme> phonemes() {
    List<EspeakPhoneme> phonemes = new ArrayList<>();
    // Only speaking switches the brackets on.
    speak(" ", true);
    try {
      for (String name : PhonemeNames.read(data)) {
        String text = "[[" + name + "]]";
        boolean own = !name.isBlank() && transcribed(text, PHONEME_NAMES).equals(List.of(name));
        if (own) {
          phonemes.add(
              new EspeakPhoneme(name, String.join("", transcribed(text, PHONEMES_TIED_IPA))));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("espeak-ng's phonemes cannot be read: " + e.getMessage(), e);
    }
    return phonemes;
  }

  private List<String> transcribed(String text, int mode) {
    return clauses(text, mode).stream().map(EspeakClause::phonemes).toList();
  }

  /** The transcription of each clause, as the selected voice would say it. */
  public List<EspeakClause> phonemes(String text) {
    return clauses(text, PHONEMES_TIED_IPA);
  }

  private List<EspeakClause> clauses(String text, int mode) {
    List<EspeakClause> clauses = new ArrayList<>();
    try (Memory bytes = utf8(text)) {
      PointerByReference rest = new PointerByReference(bytes);
      IntByReference terminator = new IntByReference();
      Function translate = function("espeak_TextToPhonemesWithTerminator");
      while (rest.getValue() != null) {
        Pointer clause =
            translate.invokePointer(new Object[] {rest, CHARACTERS_UTF8, mode, terminator});
        if (clause != null) {
          clauses.add(new EspeakClause(clause.getString(0, "UTF-8"), terminator.getValue()));
        }
      }
    }
    return clauses;
  }

  @Override
  public void close() {
    function("espeak_Terminate").invokeInt(new Object[0]);
    library.close();
  }

  private Function function(String name) {
    return library.getFunction(name);
  }

  private void check(String attempt, String name, Object... arguments) {
    int status = function(name).invokeInt(arguments);
    if (status != 0) {
      throw new IllegalStateException("%s failed with status %d".formatted(attempt, status));
    }
  }

  /** A size_t. */
  private static Number size(long value) {
    return Native.SIZE_T_SIZE == Long.BYTES ? (Number) value : (Number) Math.toIntExact(value);
  }

  private static Memory utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }

  /** t_espeak_callback: collects samples and events. */
  private static final class SoundCallback implements Callback {
    private final EspeakSound.Collector collector = new EspeakSound.Collector();

    /** Called by the library through JNA: the one public method of the callback. */
    @SuppressWarnings("unused")
    public int invoke(Pointer wave, int samples, Pointer events) {
      if (wave != null && samples > 0) {
        collector.add(wave.getShortArray(0, samples));
      }
      for (long at = 0; events.getInt(at) != 0; at += EVENT_BYTES) {
        if (events.getInt(at) == EVENT_WORD) {
          collector.word(events.getInt(at + EVENT_TEXT_POSITION), events.getInt(at + EVENT_SAMPLE));
        }
      }
      return 0;
    }
  }
}
