import org.jspecify.annotations.NullMarked;

/// The vocabulary that the builder and the node share: positioned TOML documents and manifests,
/// problems in them, JSON, and settings: their types, schema, values, history and templates.
@NullMarked
module dev.carafe.settings {
  requires static org.jspecify;
  requires org.snakeyaml.engine;
  requires org.tomlj;

  exports dev.carafe.settings;
  exports dev.carafe.settings.check;
  exports dev.carafe.settings.document;
  exports dev.carafe.settings.generation;
  exports dev.carafe.settings.json;
  exports dev.carafe.settings.manifest;
  exports dev.carafe.settings.model;
  exports dev.carafe.settings.reading;
  exports dev.carafe.settings.schema;
  exports dev.carafe.settings.template;
  exports dev.carafe.settings.value;
}
