import org.jspecify.annotations.NullMarked;

/// The carafe command.
@NullMarked
module dev.carafe.cli {
  requires static org.jspecify;
  requires transitive dev.carafe.settings;
  requires transitive dev.carafe.image;
  requires transitive dev.carafe.lab;
}
