package io.rhapsode.workflows.run;

import static java.util.Objects.requireNonNull;

import io.rhapsode.pipeline.book.BookSource;
import io.rhapsode.pipeline.dub.DubSource;
import io.rhapsode.pipeline.speech.Voice;
import io.rhapsode.workflows.cluster.FlinkAddress;
import java.util.List;

/**
 * A narration or a dub that was left to its cluster: what is needed to find it again.
 *
 * @param id its name in the work folder
 * @param flinkJob its id on the cluster, 32 hexadecimal digits
 * @param address the cluster, as {@link FlinkAddress} reads it
 * @param startedMillis when it was submitted, in milliseconds since 1970
 * @param output where the works go
 * @param books what is narrated; none when films are dubbed
 * @param films what is dubbed; none when books are narrated
 * @param voices who speaks
 * @param signed whether each work gets a signed statement
 */
public record DetachedJob(
    String id,
    String flinkJob,
    String address,
    long startedMillis,
    String output,
    List<BookSource> books,
    List<DubSource> films,
    List<Voice> voices,
    boolean signed) {
  public DetachedJob {
    requireNonNull(id, "id is null");
    requireNonNull(flinkJob, "flinkJob is null");
    requireNonNull(address, "address is null");
    requireNonNull(output, "output is null");
    books = List.copyOf(books);
    films = List.copyOf(films);
    voices = List.copyOf(voices);
  }

  /** How many works there are. */
  public int works() {
    return books.size() + films.size();
  }
}
