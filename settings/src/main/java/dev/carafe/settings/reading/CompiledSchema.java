package dev.carafe.settings.reading;

import dev.carafe.settings.KeyException;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.settings.json.JsonSyntaxException;
import dev.carafe.settings.json.JsonWriter;
import dev.carafe.settings.schema.Schema;

/// A system's schema as one JSON text, which the image is built with: reading the components' TOML
/// takes a starting virtual machine 300 ms of CPU, reading this a fraction of it.
///
/// The builder writes it and the agent of the same release reads it; it is no format for anybody
/// else.
public final class CompiledSchema {
  private CompiledSchema() {}

  /// The text; the same schema gives the same bytes.
  public static String write(Schema schema) {
    return JsonWriter.write(SchemaEncoder.encode(schema));
  }

  /// Reads what [#write] wrote. Where settings were declared is not in it.
  ///
  /// @throws CompiledSchemaException where it is anything else
  public static Schema read(String text) {
    try {
      if (JsonReader.read(text) instanceof Json.Struct object) {
        return SchemaDecoder.decode(object);
      }
    } catch (JsonSyntaxException | KeyException | IllegalArgumentException e) {
      throw new CompiledSchemaException(String.valueOf(e.getMessage()));
    }
    throw new CompiledSchemaException("it is no object");
  }
}
