import org.jspecify.annotations.NullMarked;

/// The carafe command.
@NullMarked
module dev.carafe.cli {
  requires static org.jspecify;
  requires dev.carafe.disk;
  requires dev.carafe.settings;
  requires dev.carafe.image;
  requires dev.carafe.lab;
  requires dev.carafe.trust;
  requires java.net.http;
  requires dev.carafe.node;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;

  opens dev.carafe.cli to
      info.picocli;
  opens dev.carafe.cli.answer to
      info.picocli;
  opens dev.carafe.cli.key to
      info.picocli;
  opens dev.carafe.cli.keys to
      info.picocli;
  opens dev.carafe.cli.node to
      info.picocli;
  opens dev.carafe.cli.option to
      info.picocli;
  opens dev.carafe.cli.release to
      info.picocli;
  opens dev.carafe.cli.repo to
      info.picocli;
  opens dev.carafe.cli.tuf to
      info.picocli;
}
