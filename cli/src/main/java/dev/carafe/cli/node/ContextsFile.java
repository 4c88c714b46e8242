package dev.carafe.cli.node;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.settings.Key;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file of contexts: `contexts.toml` in the folder of carafe's configuration. Paths in it are
/// seen from that folder.
record ContextsFile(Path folder) {
  private static final String NAME = "contexts.toml";

  /// The folder of carafe's configuration.
  ///
  /// Source: [XDG Base Directory
  /// Specification](https://specifications.freedesktop.org/basedir-spec/latest/).
  static Path usualFolder(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("CARAFE_CONFIG"))
        .map(Path::of)
        .orElseGet(() ->
            Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"))
                .resolve("carafe"));
  }

  Path path() {
    return folder.resolve(NAME);
  }

  /// What the file holds; nothing where there is none.
  ///
  /// @throws ProblemsException with every mistake
  Contexts read() {
    if (!Files.exists(path())) {
      return Contexts.none();
    }
    List<Problem> problems = new ArrayList<>();
    try {
      TomlTable table = TomlTable.parse(path().toString(), Files.readString(path()), problems);
      Contexts contexts = contexts(table);
      if (problems.isEmpty()) {
        return contexts;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + path() + ": " + e.getMessage(), e);
    }
    throw new ProblemsException(problems);
  }

  private Contexts contexts(TomlTable table) {
    Optional<String> current = table.optionalString("current");
    Map<String, Context> all = new LinkedHashMap<>();
    table
        .table("contexts")
        .namedTables()
        .forEach((name, context) -> context(context).ifPresent(read -> all.put(name, read)));
    table.finish();
    if (current.isPresent() && !table.table("contexts").has(current.get())) {
      table.problem(
          "current",
          "there is no context '" + current.get() + "'",
          "write the name of one below [contexts]");
    }
    return new Contexts(current, all);
  }

  private Optional<Context> context(TomlTable table) {
    String address = table.string("address");
    Optional<NodeAddress> parsed = NodeAddress.parse(address);
    if (parsed.isEmpty() && !address.isEmpty()) {
      table.problem("address", "'" + address + "' is no address", "write \"host:7443\"");
    }
    Optional<KnownBy> known = known(table);
    String certificate = table.string("certificate");
    String key = table.string("key");
    table.finish();
    return parsed.isEmpty() || known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Context(
                parsed.get(), known.get(), folder.resolve(certificate), folder.resolve(key)));
  }

  private Optional<KnownBy> known(TomlTable table) {
    Optional<String> digest = table.optionalString("fingerprint");
    Optional<String> authority = table.optionalString("authority");
    if (digest.isPresent() == authority.isPresent()) {
      table.problem(
          "address",
          digest.isPresent() ? "both 'fingerprint' and 'authority'" : "nothing to know the node by",
          "write fingerprint = \"AA:BB:...\" or authority = \"FILE\"");
      return Optional.empty();
    }
    if (authority.isPresent()) {
      return Optional.of(new KnownBy.Authority(folder.resolve(authority.get())));
    }
    Optional<KnownBy> parsed = KnownBy.Fingerprint.parse(digest.get()).map(one -> one);
    if (parsed.isEmpty()) {
      table.problem(
          "fingerprint",
          "'" + digest.get() + "' is no SHA-256 fingerprint",
          "write the 32 bytes that the node's console shows, AA:BB:...");
    }
    return parsed;
  }

  /// Replaces the file.
  void write(Contexts contexts) {
    StringBuilder text = new StringBuilder("# Written by carafe node.\n");
    contexts.current().ifPresent(name -> line(text, "current", name));
    contexts
        .all()
        .forEach((name, context) -> {
          text.append("\n[contexts.").append(Key.quoted(name)).append("]\n");
          line(text, "address", context.address().toString());
          switch (context.known()) {
            case KnownBy.Fingerprint(String digest) -> line(text, "fingerprint", digest);
            case KnownBy.Authority(Path certificate) -> line(text, "authority", shown(certificate));
          }
          line(text, "certificate", shown(context.certificate()));
          line(text, "key", shown(context.key()));
        });
    PrivateFiles.write(path(), text.toString());
  }

  private String shown(Path path) {
    return (path.startsWith(folder) ? folder.relativize(path) : path.toAbsolutePath()).toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(" = ").append(TomlText.of(Json.of(value))).append('\n');
  }
}
