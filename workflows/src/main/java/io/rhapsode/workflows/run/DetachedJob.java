package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.cluster.FlinkAddress;
import java.util.List;

/**
 * A narration that was left to its cluster: what is needed to find it again.
 *
 * @param id its name in the work folder
 * @param flinkJob its id on the cluster, 32 hexadecimal digits
 * @param address the cluster, as {@link FlinkAddress} reads it
 * @param startedMillis when it was submitted, in milliseconds since 1970
 * @param output where the books go
 * @param voices who speaks
 */
public record DetachedJob(
    String id,
    String flinkJob,
    String address,
    long startedMillis,
    String output,
    List<BookSource> books,
    List<Voice> voices) {
  public DetachedJob {
    requireNonNull(id, "id is null");
    requireNonNull(flinkJob, "flinkJob is null");
    requireNonNull(address, "address is null");
    requireNonNull(output, "output is null");
    books = List.copyOf(books);
    voices = List.copyOf(voices);
  }
}
