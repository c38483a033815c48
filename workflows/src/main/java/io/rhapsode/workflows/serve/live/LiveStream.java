package io.rhapsode.workflows.serve.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.http.SpeechFields;
import io.rhapsode.workflows.serve.speech.ReplyFormat;
import io.rhapsode.workflows.serve.speech.SoundOutput;
import io.rhapsode.workflows.serve.speech.Speaking;
import io.rhapsode.workflows.serve.speech.SpeechDesk;
import io.rhapsode.workflows.serve.speech.SpeechOrder;
import io.rhapsode.workflows.speak.SpokenPieces;
import io.rhapsode.workflows.speak.TextFlow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's stream: takes messages from any thread, speaks on one of its own. */
final class LiveStream implements Runnable {
  private static final Logger LOGGER = LoggerFactory.getLogger(LiveStream.class);

  /** How long text is waited for before the words that are complete are said. */
  private static final long PATIENCE_MILLIS = 700;

  private final SpeechDesk desk;
  private final LiveWire wire;
  private final JsonNode usual;
  private final BlockingQueue<LiveMessage> messages = new LinkedBlockingQueue<>();
  private volatile boolean isCancelled;

  private SpeechOrder order;
  private SpeechDesk.Choice choice;
  private boolean inText;
  private TextFlow flow;
  private Speaking speaking;
  private SoundOutput sound;
  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
  private boolean isSpeaking;
  private boolean flushes;
  private boolean isImpatient;
  private int characters;
  private double seconds;

  /**
   * @param usual fields of the start where none is sent
   */
  LiveStream(SpeechDesk desk, LiveWire wire, JsonNode usual) {
    this.desk = requireNonNull(desk, "desk is null");
    this.wire = requireNonNull(wire, "wire is null");
    this.usual = requireNonNull(usual, "usual is null");
  }

  /** Takes a message, from any thread. */
  void take(LiveMessage message) {
    if (message instanceof LiveMessage.Cancel || message instanceof LiveMessage.Gone) {
      messages.removeIf(LiveMessage.Text.class::isInstance);
      isCancelled = true;
    }
    messages.add(message);
  }

  @Override
  public void run() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = handle(next());
        if (!isCancelled && isSpeaking) {
          speakOn();
        }
      }
    } catch (UncheckedIOException e) {
      LOGGER.debug("a stream has no listener any more", e);
    } catch (ApiException e) {
      complain(e);
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("a stream broke off", e);
      complain(ApiException.broken("the stream broke off: " + e.getMessage(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop();
      wire.close();
    }
  }

  private void complain(ApiException e) {
    try {
      wire.send("error", e.error().body());
    } catch (UncheckedIOException left) {
      LOGGER.debug("nobody is left to be told: {}", e.getMessage());
    }
  }

  /** The next message; none while there is sound to be made, or when it was waited for long. */
  private Optional<LiveMessage> next() throws InterruptedException {
    if (isSpeaking) {
      return Optional.ofNullable(messages.poll());
    }
    if (flow == null || !flow.isWaiting() || isImpatient) {
      return Optional.of(messages.take());
    }
    LiveMessage message = messages.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (message == null) {
      isImpatient = true;
    }
    return Optional.ofNullable(message);
  }

  private boolean handle(Optional<LiveMessage> message)
      throws ApiException, IOException, InterruptedException {
    if (message.isEmpty()) {
      if (!isSpeaking && flow != null) {
        say(flow.whole());
      }
      return true;
    }
    LiveMessage said = message.get();
    if (said instanceof LiveMessage.Start start) {
      start(start.fields());
    } else if (said instanceof LiveMessage.Text text) {
      write(text.text());
    } else if (said instanceof LiveMessage.Flush) {
      requireStart();
      say(flow.flush());
      flushes = true;
      sayFlushed();
    } else if (said instanceof LiveMessage.Cancel) {
      cancel();
    } else if (said instanceof LiveMessage.End) {
      finish();
      return false;
    } else {
      return false;
    }
    return true;
  }

  private void start(JsonNode fields) throws ApiException {
    if (order != null) {
      throw ApiException.invalid("invalid_message", "type", "the stream was started before");
    }
    order = new SpeechFields(fields).order(ReplyFormat.PCM);
    inText = fields.path("audio").asText("binary").equals("base64");
    choice = desk.choose(order, "");
    flow = new TextFlow(choice.language());
    wire.send(
        "started",
        Map.of(
            "voice", choice.voice().name(),
            "language", choice.language(),
            "media_type", order.format().mediaType(),
            "sample_rate", ReplyFormat.SAMPLE_RATE_HZ));
  }

  private void requireStart() throws ApiException {
    if (order == null) {
      start(usual);
    }
  }

  private void write(String text) throws ApiException {
    requireStart();
    characters += text.codePointCount(0, text.length());
    if (characters > desk.limits().characters()) {
      throw ApiException.invalid(
          "string_above_max_length",
          "text",
          "a stream takes %,d characters: open another".formatted(desk.limits().characters()));
    }
    isImpatient = false;
    say(flow.push(text));
  }

  private void say(List<TextFlow.Clause> clauses) throws ApiException {
    for (TextFlow.Clause clause : clauses) {
      List<String> pieces =
          SpokenPieces.of(clause.spoken(), choice.language(), choice.voice().maximumCharacters());
      wire.send("clause", Map.of("text", clause.source(), "spoken", String.join(" ", pieces)));
      for (String piece : pieces) {
        if (speaking == null) {
          speaking = desk.speak(choice, order);
          speaking.place().onBreakOff(wire::breakOff);
        }
        speaking.push(piece);
        isSpeaking = true;
      }
    }
  }

  private void speakOn() throws ApiException, IOException {
    Optional<PcmClip> clip = speaking.next();
    if (clip.isPresent()) {
      if (isCancelled) {
        return;
      }
      if (sound == null) {
        sound = new SoundOutput(order.format(), order.speed(), clip.get().sampleRateHz(), encoded);
      }
      sound.accept(clip.get());
      sendAudio();
    } else {
      isSpeaking = false;
      sayFlushed();
    }
  }

  private void sayFlushed() {
    if (flushes && !isSpeaking) {
      flushes = false;
      wire.send("flushed", Map.of());
    }
  }

  private void sendAudio() {
    if (encoded.size() == 0) {
      return;
    }
    byte[] bytes = encoded.toByteArray();
    encoded.reset();
    speaking
        .place()
        .<RuntimeException>sending(
            () -> {
              if (inText) {
                String text = Base64.getEncoder().encodeToString(bytes);
                wire.send("audio", Map.of("audio", text, "isFinal", false));
              } else {
                wire.send(bytes);
              }
            });
  }

  private void cancel() {
    stop();
    flow = order == null ? null : new TextFlow(choice.language());
    isCancelled = false;
    wire.send("cancelled", Map.of());
  }

  private void finish() throws ApiException, IOException {
    if (flow != null) {
      say(flow.flush());
    }
    while (isSpeaking && !isCancelled) {
      speakOn();
    }
    if (isCancelled) {
      wire.send("cancelled", Map.of());
      return;
    }
    if (sound != null) {
      sound.finish();
      sendAudio();
      seconds += sound.seconds();
    }
    wire.send("done", Map.of("characters", characters, "audio_seconds", seconds, "isFinal", true));
  }

  /** Frees the place and the encoder. */
  private void stop() {
    isSpeaking = false;
    flushes = false;
    encoded.reset();
    if (sound != null) {
      seconds += sound.seconds();
      sound.close();
      sound = null;
    }
    if (speaking != null) {
      speaking.close();
      speaking = null;
    }
  }
}
