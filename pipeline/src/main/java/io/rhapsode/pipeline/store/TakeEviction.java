package io.rhapsode.pipeline.store;

import io.rhapsode.pipeline.store.folder.StoreFolder;
import io.rhapsode.pipeline.store.folder.StoreFolder.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a take store below a size by removing the takes that were not used for the longest time. To
 * be run when no job is under way: a job whose takes are removed between speaking and assembling
 * has to be run again.
 */
final class TakeEviction {
  /** Whatever else somebody has put there is left alone. */
  private static final Pattern TAKE = Pattern.compile("([0-9a-f]{64})\\..*");

  private final StoreFolder folder;

  TakeEviction(StoreFolder folder) {
    this.folder = folder;
  }

  /** The files of one take. */
  private static final class Entry {
    private final List<String> paths = new ArrayList<>();
    private long bytes;
    private long lastUsedMillis;

    private void add(StoredFile file) {
      paths.add(file.path());
      bytes += file.bytes();
      lastUsedMillis = Math.max(lastUsedMillis, file.lastModifiedMillis());
    }
  }

  Eviction evict(String path, long maximumBytes) throws IOException {
    Map<String, Entry> entries = entries(path);
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

  private Map<String, Entry> entries(String path) throws IOException {
    Map<String, Entry> entries = new HashMap<>();
    for (StoredFile file : folder.list(path)) {
      Matcher name = TAKE.matcher(file.name());
      if (name.matches()) {
        entries.computeIfAbsent(name.group(1), unknown -> new Entry()).add(file);
      }
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
