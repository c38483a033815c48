package io.rhapsode.mux.overlay;

import java.util.Optional;

final class PublicationUpgrade {
  private PublicationUpgrade() {}

  static Optional<String> of(Publication publication, String packagePath) {
    return Optional.empty();
  }
}
