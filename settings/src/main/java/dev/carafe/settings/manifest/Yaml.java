package dev.carafe.settings.manifest;

import dev.carafe.settings.Position;
import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a YAML document with its place.
sealed interface Yaml {
  Position position();

  /// What people call a part of this kind.
  String kind();

  /// Whether it says that nothing is here, which in a manifest is as good as not there.
  default boolean isNull() {
    return false;
  }

  /// A value that is one word, or text.
  ///
  /// @param text as it was written, without quotes
  /// @param value what that means; a text, a number, a boolean or null
  record Scalar(Position position, String text, Json value) implements Yaml {
    static Scalar text(Position position, String text) {
      return new Scalar(position, text, Json.of(text));
    }

    @Override
    public String kind() {
      return switch (value) {
        case Json.Bool _ -> "a boolean";
        case Json.Numeral _ -> "a number";
        case Json.Null _ -> "empty";
        case Json.Text _, Json.Array _, Json.Struct _ -> "a string";
      };
    }

    @Override
    public boolean isNull() {
      return value instanceof Json.Null;
    }
  }

  /// A list.
  record Sequence(Position position, List<Yaml> elements) implements Yaml {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /// A table; no name is in it twice.
  record Mapping(Position position, Map<String, Member> members) implements Yaml {
    public Mapping {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "a table";
    }

    /// A member that says something.
    Optional<Member> member(String name) {
      return Optional.ofNullable(members.get(name)).filter(member -> !member.value().isNull());
    }

    /// The tables in a member that is a list.
    List<Mapping> tables(String name) {
      List<Mapping> tables = new ArrayList<>();
      if (member(name).map(Member::value).orElse(this) instanceof Sequence list) {
        for (Yaml element : list.elements()) {
          if (element instanceof Mapping table) {
            tables.add(table);
          }
        }
      }
      return tables;
    }
  }

  /// A value in a table.
  ///
  /// @param key where its name stands
  record Member(Position key, Yaml value) {}
}
