package io.rhapsode.workflows.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Listens to a source as many clients at once would.
 *
 * @param source what they listen to
 */
public record StreamBenchmark(SpeechSource source) {
  public StreamBenchmark {
    requireNonNull(source, "source is null");
  }

  /**
   * Lets so many clients ask for one text after the other, all at once.
   *
   * @return what each met with each text, client after client; the first begins with the first text
   * @throws IOException when the source refuses or breaks off; the message has its own words
   */
  public List<StreamedReply> listen(int listeners, List<String> texts) throws IOException {
    List<CompletableFuture<List<StreamedReply>>> running = new ArrayList<>();
    for (int i = 0; i < listeners; i++) {
      int from = i;
      running.add(
          CompletableFuture.supplyAsync(
              () -> replies(from, texts), work -> new Thread(work, "listener").start()));
    }
    List<StreamedReply> replies = new ArrayList<>();
    try {
      running.forEach(listener -> replies.addAll(listener.join()));
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException unchecked) {
        throw unchecked.getCause();
      }
      throw e;
    }
    return replies;
  }

  /** Each listener begins with another text. */
  private List<StreamedReply> replies(int from, List<String> texts) {
    List<StreamedReply> replies = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        replies.add(reply(texts.get((from + i) % texts.size())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return replies;
  }

  private StreamedReply reply(String text) throws IOException {
    StreamedReply.Listener listener = new StreamedReply.Listener(System.nanoTime());
    source.speak(text, clip -> listener.take(clip, System.nanoTime()));
    return listener.reply(text);
  }
}
