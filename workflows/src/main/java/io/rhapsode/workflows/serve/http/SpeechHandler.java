package io.rhapsode.workflows.serve.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.rhapsode.pipeline.audio.PcmClip;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.speech.Admission;
import io.rhapsode.workflows.serve.speech.ReplyFormat;
import io.rhapsode.workflows.serve.speech.SoundOutput;
import io.rhapsode.workflows.serve.speech.Speaking;
import io.rhapsode.workflows.serve.speech.SpeechDesk;
import io.rhapsode.workflows.serve.speech.SpeechOrder;
import io.rhapsode.workflows.speak.SpokenPieces;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/audio/speech}: speech in reply to a text, sent while it is made. */
public final class SpeechHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(SpeechHandler.class);

  /** UTF-8 of a character, and JSON's escapes of it, take no more. */
  private static final int BYTES_PER_CHARACTER = 12;

  private static final int BYTES_OF_OTHER_FIELDS = 1 << 14;

  private final SpeechDesk desk;

  public SpeechHandler(SpeechDesk desk) {
    this.desk = requireNonNull(desk, "desk is null");
  }

  public void register(JavalinConfig config) {
    config.router.mount(router -> router.post("/v1/audio/speech", this::speak));
  }

  /**
   * A request that was understood.
   *
   * @param pieces what is spoken, sentence by sentence; read once
   */
  private record Understood(
      SpeechOrder order,
      SpeechDesk.Choice choice,
      String input,
      Iterator<String> pieces,
      boolean asEvents) {}

  private void speak(Context context) throws ApiException, IOException {
    Understood request = understood(context);
    try (Speaking speaking = desk.speak(request.choice(), request.order())) {
      Iterator<String> pieces = request.pieces();
      Optional<PcmClip> first = next(speaking, pieces);
      if (first.isEmpty()) {
        throw ApiException.invalid("unspeakable_text", "input", "the text has no sound");
      }
      speaking
          .place()
          .onBreakOff(
              () -> Request.getBaseRequest(context.req()).getHttpChannel().getEndPoint().close());
      begin(context, request);
      try {
        send(context, request, speaking, pieces, first.get());
      } catch (IOException | ApiException | RuntimeException e) {
        breakOff(context, e);
      }
    }
  }

  private Understood understood(Context context) throws ApiException, IOException {
    int most = desk.limits().characters();
    JsonNode body = Replies.body(context, BYTES_OF_OTHER_FIELDS + BYTES_PER_CHARACTER * most);
    SpeechFields fields = new SpeechFields(body);
    SpeechOrder order = fields.order(ReplyFormat.MP3);
    String input = fields.input(most);
    boolean asEvents = fields.asEvents();
    SpeechDesk.Choice choice = desk.choose(order, input);
    Iterator<String> pieces =
        SpokenPieces.each(input, choice.language(), choice.voice().maximumCharacters());
    if (!pieces.hasNext()) {
      throw ApiException.invalid(
          "empty_input", "input", "there is nothing to say: it has neither letters nor digits");
    }
    return new Understood(order, choice, input, pieces, asEvents);
  }

  /** Pushes text until there is sound, so that the first does not wait for the last. */
  private static Optional<PcmClip> next(Speaking speaking, Iterator<String> pieces)
      throws ApiException {
    Optional<PcmClip> clip = speaking.next();
    while (clip.isEmpty() && pieces.hasNext()) {
      speaking.push(pieces.next());
      clip = speaking.next();
    }
    return clip;
  }

  private static void begin(Context context, Understood request) {
    ReplyFormat format = request.order().format();
    context.contentType(request.asEvents() ? "text/event-stream" : format.mediaType());
    context.header(Header.CACHE_CONTROL, "no-store");
    context.header("X-Rhapsode-Voice", request.choice().voice().name());
    context.header("X-Rhapsode-Language", request.choice().language());
  }

  private static void send(
      Context context,
      Understood request,
      Speaking speaking,
      Iterator<String> pieces,
      PcmClip first)
      throws IOException, ApiException {
    OutputStream wire = new Wire(context.res().getOutputStream(), speaking.place());
    SpeechEvents events = new SpeechEvents(wire);
    OutputStream target = request.asEvents() ? events.audio() : wire;
    SpeechOrder order = request.order();
    try (SoundOutput sound =
        new SoundOutput(order.format(), order.speed(), first.sampleRateHz(), target)) {
      Optional<PcmClip> clip = Optional.of(first);
      while (clip.isPresent()) {
        sound.accept(clip.get());
        clip = next(speaking, pieces);
      }
      sound.finish();
    }
    if (request.asEvents()) {
      events.done(request.input().codePointCount(0, request.input().length()));
    }
  }

  /** Ends a reply that has begun in a way that no client takes for its end. */
  private static void breakOff(Context context, Exception cause) {
    LOGGER.info("a reply was broken off: {}", cause.toString());
    Request.getBaseRequest(context.req()).getHttpChannel().abort(cause);
  }

  /** The connection; whoever does not read from it does not hold up others. */
  private static final class Wire extends FilterOutputStream {
    private final Admission.Place place;

    Wire(OutputStream out, Admission.Place place) {
      super(out);
      this.place = place;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      place.sending(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
      place.sending(out::flush);
    }
  }
}
