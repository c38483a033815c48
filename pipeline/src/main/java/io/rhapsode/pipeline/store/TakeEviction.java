package io.rhapsode.pipeline.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.fs.MatchResult;

/**
 * Keeps a take store below a size by removing the takes that were not used for the longest time. To
 * be run when no job is under way: a job whose takes are removed between speaking and assembling
 * has to be run again.
 */
final class TakeEviction {
  private final StoreFolder folder;

  TakeEviction(StoreFolder folder) {
    this.folder = folder;
  }

  /** The files of one take. */
  private static final class Entry {
    private final List<String> paths = new ArrayList<>();
    private long bytes;
    private long lastUsedMillis;

    private void add(MatchResult.Metadata file, String path) {
      paths.add(path);
      bytes += file.sizeBytes();
      lastUsedMillis = Math.max(lastUsedMillis, file.lastModifiedMillis());
    }
  }

  Eviction evict(String glob, long maximumBytes) throws IOException {
    Map<String, Entry> entries = entries(glob);
    long kept = entries.values().stream().mapToLong(entry -> entry.bytes).sum();
    long removed = 0;
    int takes = 0;
    for (Map.Entry<String, Entry> oldest : leastRecentlyUsedFirst(entries)) {
      if (kept <= maximumBytes) {
        break;
      }
      remove(oldest.getValue());
      kept -= oldest.getValue().bytes;
      removed += oldest.getValue().bytes;
      takes++;
    }
    return new Eviction(takes, removed, kept);
  }

  private Map<String, Entry> entries(String glob) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    for (MatchResult.Metadata file : folder.list(glob)) {
      String name = file.resourceId().getFilename();
      String address = name.substring(0, name.lastIndexOf('.'));
      entries
          .computeIfAbsent(address, unknown -> new Entry())
          .add(file, TakeStore.folderOf(address) + name);
    }
    return entries;
  }

  private static List<Map.Entry<String, Entry>> leastRecentlyUsedFirst(Map<String, Entry> entries) {
    return entries.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Entry> row) -> row.getValue().lastUsedMillis)
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  /** Removes the JSON first: a take without it is not found, so none is ever found half. */
  private void remove(Entry entry) throws IOException {
    entry.paths.sort(Comparator.comparing((String path) -> !path.endsWith(TakeStore.FACTS)));
    for (String path : entry.paths) {
      folder.delete(path);
    }
  }
}
