package dev.carafe.image.content;

import dev.carafe.image.ImageException;
import java.util.List;

/// The network may not be used and the cache lacks something.
public final class OfflineException extends ImageException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 10;

  private final transient List<String> missing;

  public OfflineException(List<String> missing) {
    super(
        "could not work offline: the cache lacks %s%s; run once with a network"
            .formatted(
                String.join(", ", missing.subList(0, Math.min(SHOWN, missing.size()))),
                missing.size() > SHOWN ? " and %d more".formatted(missing.size() - SHOWN) : ""));
    this.missing = List.copyOf(missing);
  }

  /// What the cache lacks, as names a person knows.
  public List<String> missing() {
    return missing;
  }
}
