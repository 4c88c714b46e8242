package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import dev.carafe.settings.TomlTable;
import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Terms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file in which it stands which keys sign what: `repository.toml`.
///
/// @param folder where it is; paths of keys are seen from there
record RepositoryFile(Path folder) {
  static final String NAME = "repository.toml";
  private static final long MOST_DAYS = 36_500;

  Path path() {
    return folder.resolve(NAME);
  }

  /// @throws ProblemsException with every mistake
  RepositoryConfig read(Map<String, String> environment) throws IOException {
    List<Problem> problems = new ArrayList<>();
    TomlTable table = TomlTable.parse(path().toString(), Files.readString(path()), problems);
    Map<String, RoleConfig> roles = new LinkedHashMap<>();
    for (String role : RoleName.ALL) {
      roles.put(role, role(table.table(role), Terms.USUAL.of(role), environment, problems));
    }
    table.finish();
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return new RepositoryConfig(roles);
  }

  private RoleConfig role(
      TomlTable table, Duration usual, Map<String, String> environment, List<Problem> problems) {
    long days = table.integer("days", usual.toDays());
    if (days < 1 || days > MOST_DAYS) {
      table.problem("days", days + " days are no term", "write a number from 1 to " + MOST_DAYS);
    }
    List<KeyReference> keys = new ArrayList<>();
    for (Located<String> each : table.locatedStrings("keys")) {
      try {
        keys.add(KeyReference.parse(each.value(), folder, environment));
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem(
                each.position(),
                "'%s' names no key: %s".formatted(each.value(), e.getMessage()),
                "write file:PATH, pkcs11:... or command:PROGRAM"));
      }
    }
    table.finish();
    return new RoleConfig(Duration.ofDays(days), keys);
  }

  /// Replaces the file.
  void write(RepositoryConfig config) throws IOException {
    StringBuilder text = new StringBuilder("# Which keys sign what. Written by carafe repo.\n");
    for (String role : RoleName.ALL) {
      List<Json> keys = new ArrayList<>();
      config.keys(role).forEach(key -> keys.add(Json.of(key.seenFrom(folder))));
      text.append("\n[%s]\n".formatted(role))
          .append("days = %d\n".formatted(config.term(role).toDays()))
          .append("keys = %s\n".formatted(TomlText.of(Json.of(keys))));
    }
    Replacement.write(path(), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
