package dev.carafe.settings.manifest;

import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.Suggestion;
import dev.carafe.settings.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The fields of a table that readers know themselves; what is not as it must be is a problem.
///
/// @param path of the table, for problems; empty for a whole document
record Fields(String path, Yaml.Mapping table, List<Problem> problems) {

  /// A text that must be there.
  Optional<Yaml.Scalar> text(String name) {
    Optional<Yaml.Member> member = required(name);
    if (member.isPresent()
        && member.get().value() instanceof Yaml.Scalar scalar
        && scalar.value() instanceof Json.Text) {
      return Optional.of(scalar);
    }
    member.ifPresent(found -> wrongKind(name, found, "a string"));
    return Optional.empty();
  }

  /// A table that must be there.
  Optional<Fields> table(String name) {
    return required(name).flatMap(member -> table(name, member));
  }

  /// A table that may be absent.
  Optional<Fields> optionalTable(String name) {
    return table.member(name).flatMap(member -> table(name, member));
  }

  private Optional<Fields> table(String name, Yaml.Member member) {
    if (member.value() instanceof Yaml.Mapping inner) {
      return Optional.of(new Fields(path(name), inner, problems));
    }
    wrongKind(name, member, "a table");
    return Optional.empty();
  }

  /// All fields that say something.
  void each(BiConsumer<String, Yaml.Member> taker) {
    table
        .members()
        .forEach((name, member) -> {
          if (!member.value().isNull()) {
            taker.accept(name, member);
          }
        });
  }

  /// Complains of fields that nobody knows.
  void demandKnown(List<String> known) {
    for (Map.Entry<String, Yaml.Member> member : table.members().entrySet()) {
      if (!known.contains(member.getKey())) {
        problem(
            member.getValue().key(),
            "unknown field " + path(member.getKey()),
            Suggestion.instead(member.getKey(), known));
      }
    }
  }

  private Optional<Yaml.Member> required(String name) {
    Optional<Yaml.Member> member = table.member(name);
    if (member.isEmpty()) {
      String where = path.isEmpty() ? "the manifest" : path;
      problem(table.position(), where + " has no '" + name + "'", "add it");
    }
    return member;
  }

  private void wrongKind(String name, Yaml.Member member, String wanted) {
    String found = path(name) + " is " + member.value().kind();
    problem(member.value().position(), found, "write " + wanted);
  }

  private void problem(Position position, String found, String instead) {
    problems.add(new Problem(position, found, instead));
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
