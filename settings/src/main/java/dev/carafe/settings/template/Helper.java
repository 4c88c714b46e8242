package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import java.util.Optional;

/// Makes a value of others.
interface Helper {

  /// The value; empty where there is none.
  ///
  /// @throws HelperException where the arguments are not what it takes
  Optional<Json> call(Arguments arguments);
}
