package dev.carafe.cli.release;

import dev.carafe.settings.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// Whether what was changed in a repository is public.
///
/// @param folder of the repository
/// @param lacking why it is not; empty where it is
public record PublishOutcome(Path folder, Optional<String> lacking) {

  /// An answer with it.
  public Json.Struct in(Json.Builder answer) {
    return answer.with("published", Json.of(lacking.isEmpty())).with("lacking", lacking).build();
  }

  /// For a person.
  public void tell(PrintWriter out) {
    if (lacking.isEmpty()) {
      out.printf("Published in %s.%n", folder.resolve("public"));
    } else {
      out.println("Not public yet: " + lacking.get());
      out.printf("Next: carafe repo publish %s%n", folder);
    }
  }
}
