package dev.carafe.node.update;

import dev.carafe.settings.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether the node may do something by itself now.
public sealed interface Opening {

  /// There is no window, so there is nothing to wait for.
  record Always() implements Opening {}

  /// A window is open.
  ///
  /// @param until when that ends
  record Open(String window, Instant until) implements Opening {}

  /// No window is open.
  ///
  /// @param window the one that opens next
  record Closed(String window, Instant opens) implements Opening {}

  /// What windows say together: it is open while one of them is.
  static Opening of(List<UpdateWindow> windows, Instant now) {
    Optional<UpdateWindow> open =
        windows.stream()
            .filter(window -> window.spanAt(now).contains(now))
            .max(Comparator.comparing(window -> window.spanAt(now).to()));
    if (open.isPresent()) {
      return new Open(open.get().name(), open.get().spanAt(now).to());
    }
    return windows.stream()
        .min(Comparator.comparing(window -> window.spanAt(now).from()))
        .<Opening>map(next -> new Closed(next.name(), next.spanAt(now).from()))
        .orElse(new Always());
  }

  /// For scripts.
  default Json.Struct json() {
    return switch (this) {
      case Always _ -> Json.object().with("open", Json.of(true)).build();
      case Open(String window, Instant until) ->
          Json.object()
              .with("open", Json.of(true))
              .with("window", window)
              .with("until", until.toString())
              .build();
      case Closed(String window, Instant opens) ->
          Json.object()
              .with("open", Json.of(false))
              .with("window", window)
              .with("opens", opens.toString())
              .build();
    };
  }
}
