package dev.carafe.cli.soak;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// What a campaign has to know of the moment of a cut.
public interface Moment {

  /// Writes it as members of the cut's JSON object.
  void write(JsonGenerator json) throws IOException;
}
