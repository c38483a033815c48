package io.rhapsode.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rhapsode.workflows.cluster.ClusterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of three processes, of the built program's libraries, and this process as its client.
 */
class FlinkClusterIT {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SAMPLE = CHECKOUT.resolve("samples").resolve("aesop-fables.epub");

  @TempDir static Path machine;
  private static LoopbackCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path jar = Path.of("target", "rhapsode.jar").toAbsolutePath();
    new ClusterFolder(CHECKOUT, jar).fill(machine);
    cluster = LoopbackCluster.start(machine, 2);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void makesTheBytesOfTheDirectRunner() throws Exception {
    Invocation direct = Invocation.narrate(folder.resolve("direct"), SAMPLE, "--chapters", "1-2");
    assertEquals(0, direct.exitCode(), direct.err());
    Invocation remote =
        Invocation.narrate(
            folder.resolve("flink"), SAMPLE, "--chapters", "1-2", "--flink", cluster.address());
    assertEquals(0, remote.exitCode(), remote.out() + remote.err());
    assertEquals(direct.book().get("made").asInt(), remote.book().get("made").asInt());
    assertArrayEquals(Files.readAllBytes(direct.audio()), Files.readAllBytes(remote.audio()));
  }

  @Test
  void aDetachedJobIsFoundAndFollowed() throws Exception {
    Path work = folder.resolve("work");
    Invocation left =
        Invocation.narrate(
            folder, SAMPLE, "--chapters", "4", "--flink", cluster.address(), "--detach");
    assertEquals(0, left.exitCode(), left.err());
    String job = left.events("detached").get(0).get("job").asText();
    Invocation jobs = Invocation.of("jobs", "--work", work.toString());
    assertTrue(jobs.out().startsWith(job), jobs.out());
    Invocation followed =
        Invocation.of("attach", job.substring(0, 8), "--work", work.toString(), "--json");
    assertEquals(0, followed.exitCode(), followed.err());
    assertEquals("COMPLETE", followed.book().get("status").asText());
    assertEquals(1, followed.events("planned").size());
    assertEquals(1, followed.events("finished").size());
    assertTrue(Files.exists(followed.audio()));
    assertEquals(
        "no job of this work folder was left to a cluster\n",
        Invocation.of("jobs", "--work", work.toString()).out());
  }

  @Test
  void aDubThatWasLeftIsFollowed() throws Exception {
    Path samples = CHECKOUT.resolve("samples");
    String work = folder.resolve("work").toString();
    Invocation left =
        Invocation.of(
            "dub",
            samples.resolve("clock.mp4").toString(),
            "--subtitles",
            "de=" + samples.resolve("clock.de.srt"),
            "--work",
            work,
            "--out",
            folder.resolve("out").toString(),
            "--flink",
            cluster.address(),
            "--detach",
            "--json");
    assertEquals(0, left.exitCode(), left.err());
    String job = left.events("detached").get(0).get("job").asText();
    Invocation followed = Invocation.of("attach", job, "--work", work, "--json");
    assertEquals(0, followed.exitCode(), followed.err());
    assertEquals("COMPLETE", followed.events("film").get(0).get("status").asText());
  }

  @Test
  void flinkRunMakesTheSameBytes() throws Exception {
    Invocation direct = Invocation.narrate(folder.resolve("direct"), SAMPLE, "--chapters", "4");
    assertEquals(0, direct.exitCode(), direct.err());
    Path out = folder.resolve("out");
    String[] command = {
      "narrate",
      SAMPLE.toString(),
      "--chapters",
      "4",
      "--work",
      folder.resolve("work").toString(),
      "--out",
      out.toString(),
      "--json"
    };
    String said = cluster.submit(folder.resolve("run.log"), command);
    assertTrue(said.contains("\"event\":\"job\",\"exitCode\":0"), said);
    assertSameAudio(direct, out);
    String refused =
        cluster.submit(
            folder.resolve("refused.log"), "narrate", folder.resolve("no.epub").toString());
    assertTrue(refused.contains("rhapsode ended with exit code 2"), refused);
  }

  @Test
  void anApplicationClusterMakesTheSameBytesAndEnds() throws Exception {
    Invocation direct = Invocation.narrate(folder.resolve("direct"), SAMPLE, "--chapters", "4");
    assertEquals(0, direct.exitCode(), direct.err());
    Path out = folder.resolve("out");
    Path log = folder.resolve("application.log");
    String[] command = {
      "narrate",
      SAMPLE.toString(),
      "--chapters",
      "4",
      "--work",
      folder.resolve("work").toString(),
      "--out",
      out.toString(),
      "--json"
    };
    assertEquals(0, cluster.apply(log, command), () -> tail(log));
    assertSameAudio(direct, out);
  }

  private static void assertSameAudio(Invocation direct, Path out) throws IOException {
    Path audio = direct.audio();
    Path same = out.resolve(audio.getParent().getFileName()).resolve(audio.getFileName());
    assertArrayEquals(Files.readAllBytes(audio), Files.readAllBytes(same));
  }

  private static String tail(Path log) {
    try {
      String text = Files.readString(log);
      return text.substring(Math.max(0, text.length() - 4_000));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void moreSlotsThanThereAre() {
    Invocation refused =
        Invocation.narrate(folder, SAMPLE, "--flink", cluster.address(), "--slots", "3");
    assertEquals(2, refused.exitCode(), refused.out());
    assertEquals(
        "rhapsode: --flink: the cluster at %s has 2 free slots of 2 on 2 task managers, and 3 are asked for; start more task managers, or wait for its other jobs\n"
            .formatted(cluster.address()),
        refused.err());
  }
}
