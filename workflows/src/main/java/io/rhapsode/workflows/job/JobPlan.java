package io.rhapsode.workflows.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rhapsode.workflows.job.file.JobFile;
import io.rhapsode.workflows.job.file.JobRow;
import io.rhapsode.workflows.job.file.RefusedRow;
import io.rhapsode.workflows.run.StageFactory;
import io.rhapsode.workflows.settings.NarrateSettings;
import io.rhapsode.workflows.settings.SettingsReader;
import io.rhapsode.workflows.settings.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a job file means on this machine today.
 *
 * @param settings of the job as a whole
 * @param works in the order they are made: of higher priority first, else as they were named
 * @param refused rows that cannot be followed
 * @param older works whose files were not changed since the time asked for
 */
public record JobPlan(
    NarrateSettings settings, List<JobWork> works, List<RefusedRow> refused, int older) {
  private static final List<String> OF_THE_JOB = List.of("run", "work");

  public JobPlan {
    works = List.copyOf(works);
    refused = List.copyOf(refused);
  }

  /** Lays the flags of a command over settings. */
  @FunctionalInterface
  public interface Flags {
    NarrateSettings settings(SettingsReader files) throws UsageException;
  }

  /**
   * Reads a job and finds its works. Rows that are wrong are refused one by one.
   *
   * @param files defaults and the settings of the machine
   * @param flags wins over the job and all its rows
   * @param since works of which no file is younger are passed over
   * @throws UsageException when the file or what it sets for all works is wrong
   */
  public static JobPlan of(
      Path file, SettingsReader files, Flags flags, StageFactory stages, Optional<Instant> since)
      throws UsageException {
    JobFile job = JobFile.read(file);
    SettingsReader shared = files.copy().overlay(job.settings(), job.place());
    return new Maker(shared, flags, stages, since).make(job);
  }

  /** Turns rows into works. Used once, by one thread. */
  private static final class Maker {
    private final SettingsReader shared;
    private final Flags flags;
    private final StageFactory stages;
    private final Optional<Instant> since;
    private final Map<String, NarrateSettings> known = new HashMap<>();
    private final Set<String> voices = new HashSet<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<JobWork> works = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private int older;

    Maker(SettingsReader shared, Flags flags, StageFactory stages, Optional<Instant> since) {
      this.shared = shared;
      this.flags = flags;
      this.stages = stages;
      this.since = since;
    }

    JobPlan make(JobFile job) throws UsageException {
      NarrateSettings settings = flags.settings(shared.copy());
      refused.addAll(job.refused());
      for (JobRow row : job.rows()) {
        try {
          add(row);
        } catch (UsageException e) {
          refused.add(RefusedRow.of(row.place(), e.getMessage()));
        }
      }
      works.sort(Comparator.comparingInt((JobWork work) -> -work.row().priority()));
      return new JobPlan(settings, works, refused, older);
    }

    private void add(JobRow row) throws UsageException {
      NarrateSettings settings = settings(row);
      if (voices.add(settings.voice())) {
        try {
          stages.voices(settings).require(settings.voice());
        } catch (UsageException e) {
          voices.remove(settings.voice());
          throw e;
        }
      }
      for (JobWork work : RowWorks.of(row, settings)) {
        String other =
            places.putIfAbsent(work.id() + work.settings().audio().folder(), row.place());
        if (other != null) {
          refused.add(
              new RefusedRow(
                  row.place(), "%s is there already, in %s".formatted(work.source(), other)));
        } else if (since.isPresent() && !isYounger(work, since.get())) {
          older++;
        } else {
          works.add(work);
        }
      }
    }

    /** A file that cannot be looked at is one for the job to complain of. */
    private static boolean isYounger(JobWork work, Instant since) {
      for (Path file : work.files()) {
        try {
          if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            return true;
          }
        } catch (IOException e) {
          return true;
        }
      }
      return false;
    }

    /** The settings of a row; rows that say the same share them. */
    private NarrateSettings settings(JobRow row) throws UsageException {
      ObjectNode own = own(row.fields());
      for (String group : OF_THE_JOB) {
        if (own.has(group)) {
          throw new UsageException(
              "'%s' is of the whole job; set it under 'settings'".formatted(group));
        }
      }
      String key = own + "\n" + row.fields().out().orElse("");
      NarrateSettings same = known.get(key);
      if (same == null) {
        SettingsReader reader = shared.copy().overlay(own, path -> row.place());
        same = flags.settings(reader);
        if (row.fields().out().isPresent()) {
          Path folder = Path.of(same.audio().folder()).resolve(row.fields().out().get());
          same = reader.overlay(row.place(), "audio/folder", folder.toString()).settings();
        }
        known.put(key, same);
      }
      return same;
    }

    private static ObjectNode own(JobRow.Fields fields) {
      ObjectNode own = fields.settings().map(ObjectNode::deepCopy).orElseGet(Maker::object);
      fields.voice().ifPresent(voice -> own.put("voice", voice));
      fields.language().ifPresent(language -> own.put("language", language));
      if (fields.profiles().isPresent()) {
        ArrayNode profiles = own.withObject("/audio").putArray("profiles");
        fields.profiles().get().forEach(profiles::add);
      }
      fields.format().ifPresent(format -> own.withObject("/audio").put("format", format));
      return own;
    }

    private static ObjectNode object() {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
