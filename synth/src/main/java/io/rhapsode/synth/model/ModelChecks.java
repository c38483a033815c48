package io.rhapsode.synth.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The families that this program runs, as the model store sees them.
 *
 * @param families at least one; the first is that of models which do not say
 */
public record ModelChecks(List<ModelCheck> families) {

  public ModelChecks {
    families = List.copyOf(families);
    if (families.isEmpty()) {
      throw new IllegalArgumentException("families are empty");
    }
  }

  String usual() {
    return families.get(0).id();
  }

  /** As {@link ModelCheck#check}, for a family by name. */
  public List<String> check(String family, Path folder) throws ModelException {
    return check(known(family), folder);
  }

  /**
   * The family of a name.
   *
   * @throws ModelException if this program does not run it
   */
  public ModelCheck known(String family) throws ModelException {
    return families.stream()
        .filter(known -> known.id().equals(family))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "family '%s' is unknown: this program runs %s"
                        .formatted(
                            family,
                            families.stream()
                                .map(ModelCheck::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static List<String> check(ModelCheck family, Path folder) throws ModelException {
    try {
      return family.check(folder);
    } catch (IOException exception) {
      throw new ModelException(exception.getMessage(), exception);
    }
  }
}
