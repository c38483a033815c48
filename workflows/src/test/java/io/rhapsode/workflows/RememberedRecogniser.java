package io.rhapsode.workflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.pipeline.store.Sha256;
import io.rhapsode.synth.listen.word.Recogniser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Hears each clip once: what was heard is in a file. */
final class RememberedRecogniser implements Recogniser {
  private final Recogniser recogniser;
  private final Path file;
  private final ObjectMapper mapper = Json.MAPPER;
  private final Map<String, List<HeardWord>> known = new HashMap<>();

  private record Line(String key, List<HeardWord> words) {}

  RememberedRecogniser(Recogniser recogniser, Path file) throws IOException {
    this.recogniser = recogniser;
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Line read = mapper.readValue(line, Line.class);
        known.put(read.key(), read.words());
      }
    }
  }

  @Override
  public String identity() {
    return recogniser.identity();
  }

  @Override
  public boolean knows(String primaryLanguage) {
    return recogniser.knows(primaryLanguage);
  }

  @Override
  public List<List<HeardWord>> recognise(List<PcmClip> clips, String language, Care care)
      throws IOException {
    List<String> keys = clips.stream().map(clip -> care + " " + hash(clip)).toList();
    List<PcmClip> fresh = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!known.containsKey(keys.get(i))) {
        fresh.add(clips.get(i));
        names.add(keys.get(i));
      }
    }
    List<List<HeardWord>> heard = recogniser.recognise(fresh, language, care);
    for (int i = 0; i < names.size(); i++) {
      known.put(names.get(i), heard.get(i));
      Files.writeString(
          file,
          mapper.writeValueAsString(new Line(names.get(i), heard.get(i))) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    return keys.stream().map(known::get).toList();
  }

  private static String hash(PcmClip clip) {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer bytes = ByteBuffer.allocate(clip.length() * Float.BYTES);
    bytes.asFloatBuffer().put(clip.samples());
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    recogniser.close();
  }
}
