package io.rhapsode.workflows.serve.live;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.rhapsode.pipeline.coder.Json;
import io.rhapsode.workflows.serve.api.ApiException;
import io.rhapsode.workflows.serve.speech.SpeechDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** {@code /v1/audio/stream}: a WebSocket on which text comes in and speech goes out. */
public final class LiveHandler implements AutoCloseable {
  private static final String STREAM = "stream";
  private static final int MESSAGE_BYTES = 64 * 1024;
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final SpeechDesk desk;
  private final ExecutorService threads;

  public LiveHandler(SpeechDesk desk) {
    this.desk = requireNonNull(desk, "desk is null");
    this.threads =
        new ThreadPoolExecutor(
            0,
            desk.limits().open(),
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            LiveHandler::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "live-stream");
    thread.setDaemon(true);
    return thread;
  }

  public void register(JavalinConfig config) {
    config.jetty.modifyWebSocketServletFactory(
        factory -> {
          factory.setMaxTextMessageSize(MESSAGE_BYTES);
          factory.setIdleTimeout(IDLE);
        });
    config.router.mount(
        router -> {
          router.ws("/v1/audio/stream", this::handle);
          router.ws("/v1/text-to-speech/{voice}/stream-input", this::handle);
        });
  }

  private void handle(WsConfig socket) {
    socket.onConnect(this::open);
    socket.onMessage(context -> take(context, context.message()));
    socket.onClose(context -> leave(context));
    socket.onError(context -> leave(context));
  }

  private void open(WsConnectContext context) {
    LiveWire wire = new Wire(context);
    LiveStream stream = new LiveStream(desk, wire, usual(context));
    context.attribute(STREAM, stream);
    try {
      threads.execute(stream);
    } catch (RejectedExecutionException e) {
      wire.send("error", ApiException.busy("too many streams are open", 5).error().body());
      wire.close();
    }
  }

  /** What the address says, for clients that send no start. */
  private static JsonNode usual(WsConnectContext context) {
    ObjectNode fields = Json.MAPPER.createObjectNode().put("voice", "auto");
    context.queryParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
    if (context.pathParamMap().containsKey("voice")) {
      fields.put("voice", context.pathParam("voice"));
      fields.put("audio", "base64");
      String format = fields.path("output_format").asText("mp3");
      fields.put("response_format", format.split("_")[0]);
      fields.remove("model");
    }
    return fields;
  }

  private static void take(WsContext context, String text) {
    LiveStream stream = context.attribute(STREAM);
    try {
      LiveMessage.parse(Json.MAPPER.readTree(text)).forEach(stream::take);
    } catch (JsonProcessingException e) {
      refuse(context, ApiException.invalid("invalid_json", null, "the message is not JSON"));
    } catch (ApiException e) {
      refuse(context, e);
    }
  }

  private static void refuse(WsContext context, ApiException e) {
    new Wire(context).send("error", e.error().body());
  }

  private static void leave(WsContext context) {
    LiveStream stream = context.attribute(STREAM);
    if (stream != null) {
      stream.take(new LiveMessage.Gone());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private record Wire(WsContext context) implements LiveWire {
    @Override
    public void send(String type, Map<String, Object> fields) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("type", type);
      message.putAll(fields);
      try {
        String json = Json.MAPPER.writeValueAsString(message);
        sent(() -> context.send(json));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a message cannot be written as JSON", e);
      }
    }

    /** The library throws exceptions that it does not declare. */
    private static void sent(Runnable sending) {
      try {
        sending.run();
      } catch (Exception e) {
        throw new UncheckedIOException("the client has left", new IOException(e));
      }
    }

    @Override
    public void send(byte[] audio) {
      sent(() -> context.send(ByteBuffer.wrap(audio)));
    }

    @Override
    public void close() {
      context.closeSession();
    }

    @Override
    public void breakOff() {
      context.session.disconnect();
    }
  }
}
