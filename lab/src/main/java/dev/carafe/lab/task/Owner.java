package dev.carafe.lab.task;

import java.util.List;
import java.util.Optional;

/// As whom a task runs: numbers, since names mean something in its image only.
///
/// Source: [OCI image specification 1.1](https://github.com/opencontainers/image-spec),
/// `config.md`, `User`; `passwd(5)`, `group(5)`.
///
/// @param home what `HOME` says where nobody says otherwise
public record Owner(int user, int group, String home) {
  /// Who may do everything.
  public static final Owner ROOT = new Owner(0, 0, "/root");

  private static final int NAME = 0;
  private static final int NUMBER = 2;
  private static final int GROUP = 3;
  private static final int HOME = 5;

  /// Finds an owner.
  ///
  /// @param text `USER[:GROUP]`, each a name or a number; or nothing, which is root
  /// @param passwd the image's file of users
  /// @param groups and of groups
  /// @throws UnknownOwnerException where a name is not in the image
  static Owner of(String text, String passwd, String groups) {
    String[] parts = text.split(":", 2);
    if (parts[0].isEmpty() && parts.length == 1) {
      return ROOT;
    }
    Optional<List<String>> entry = line(passwd, parts[0].isEmpty() ? "0" : parts[0], HOME + 1);
    int user =
        entry
            .map(fields -> number(fields.get(NUMBER), text))
            .orElseGet(() -> number(parts[0], text));
    int group =
        parts.length > 1
            ? line(groups, parts[1], NUMBER + 1)
                .map(fields -> number(fields.get(NUMBER), text))
                .orElseGet(() -> number(parts[1], text))
            : entry.map(fields -> number(fields.get(GROUP), text)).orElse(0);
    return new Owner(user, group, entry.map(fields -> fields.get(HOME)).orElse("/"));
  }

  /// The line of a name, or of a number.
  private static Optional<List<String>> line(String file, String wanted, int fields) {
    return file.lines()
        .map(line -> List.of(line.split(":", -1)))
        .filter(line ->
            line.size() >= fields
                && (line.get(NAME).equals(wanted) || line.get(NUMBER).equals(wanted)))
        .findFirst();
  }

  private static int number(String digits, String owner) {
    try {
      int number = Integer.parseInt(digits);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new UnknownOwnerException(owner, digits);
  }

  /// An image has no such user, or group.
  public static final class UnknownOwnerException extends TaskException {
    private static final long serialVersionUID = 1L;

    UnknownOwnerException(String owner, String name) {
      super(
          "could not run the task as '%s': its image has no '%s' in /etc/passwd or /etc/group"
              .formatted(owner, name));
    }
  }
}
