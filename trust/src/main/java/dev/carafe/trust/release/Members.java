package dev.carafe.trust.release;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The members of an object that comes from elsewhere. What is missing, or is not as it must be, is
/// a mistake, and empty.
///
/// @param pointer where the object is in its document
record Members(String pointer, Json.Struct object, Mistakes mistakes) {
  private static final int LONGEST_SHOWN = 60;
  private static final int MOST_DIGITS = 18;

  /// A text, made what it stands for.
  ///
  /// @param fault why a text is none, as the end of a sentence about it
  <T> Optional<T> value(
      String name,
      Function<String, Optional<String>> fault,
      Function<String, T> maker,
      String instead) {
    return text(name).flatMap(text -> checked(name, text, fault, maker, instead));
  }

  private <T> Optional<T> checked(
      String name,
      String text,
      Function<String, Optional<String>> fault,
      Function<String, T> maker,
      String instead) {
    Optional<String> why = fault.apply(text);
    why.ifPresent(reason -> wrong(name, " = " + shown(text) + ": " + reason, instead));
    return why.isPresent() ? Optional.empty() : Optional.of(maker.apply(text));
  }

  /// Any text.
  Optional<String> text(String name) {
    Optional<Json> member = required(name);
    if (member.isPresent() && member.get() instanceof Json.Text(String text)) {
      return Optional.of(text);
    }
    member.ifPresent(found -> wrongKind(name, found, "a text"));
    return Optional.empty();
  }

  /// A whole number that is not negative.
  Optional<Long> number(String name, long most) {
    Optional<Json> member = required(name);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    if (member.get() instanceof Json.Numeral(String literal)
        && literal.length() <= MOST_DIGITS
        && literal.chars().allMatch(c -> c >= '0' && c <= '9')
        && Long.parseLong(literal) <= most) {
      return Optional.of(Long.parseLong(literal));
    }
    wrong(
        name,
        " is " + shown(JsonWriter.write(member.get())),
        "write a whole number from 0" + (most == Long.MAX_VALUE ? "" : " to " + most));
    return Optional.empty();
  }

  /// An object.
  Optional<Members> object(String name) {
    return required(name).flatMap(found -> object(name, found));
  }

  /// An object that may be missing.
  Optional<Members> optionalObject(String name) {
    return object.member(name).flatMap(found -> object(name, found));
  }

  private Optional<Members> object(String name, Json found) {
    if (found instanceof Json.Struct struct) {
      return Optional.of(new Members(at(name), struct, mistakes));
    }
    wrongKind(name, found, "an object");
    return Optional.empty();
  }

  /// The objects of a list; none where it may be missing, and is.
  List<Members> optionalObjects(String name) {
    return object.member(name).isEmpty() ? List.of() : objects(name);
  }

  /// The objects of a list.
  List<Members> objects(String name) {
    Optional<Json> member = required(name);
    if (member.isEmpty()) {
      return List.of();
    }
    if (!(member.get() instanceof Json.Array(List<Json> elements))) {
      wrongKind(name, member.get(), "a list");
      return List.of();
    }
    List<Members> objects = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String place = at(name) + "/" + i;
      if (elements.get(i) instanceof Json.Struct struct) {
        objects.add(new Members(place, struct, mistakes));
      } else {
        mistakes.add(place, " is " + kind(elements.get(i)), "write an object");
      }
    }
    return objects;
  }

  /// The names of all members, in their order.
  List<String> names() {
    return List.copyOf(object.members().keySet());
  }

  /// Says that a member is wrong.
  ///
  /// @param found what is said of it, from the space on
  void wrong(String name, String found, String instead) {
    mistakes.add(at(name), found, instead);
  }

  private Optional<Json> required(String name) {
    Optional<Json> member = object.member(name);
    if (member.isEmpty()) {
      mistakes.add(pointer, " has no '" + name + "'", "add it");
    }
    return member;
  }

  private void wrongKind(String name, Json found, String wanted) {
    wrong(name, " is " + kind(found), "write " + wanted);
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Text _ -> "a text";
      case Json.Numeral _ -> "a number";
      case Json.Bool _ -> "true or false";
      case Json.Null _ -> "null";
      case Json.Array _ -> "a list";
      case Json.Struct(Map<String, Json> _) -> "an object";
    };
  }

  /// Part of it, if it is long, and without what would move a cursor.
  static String shown(String text) {
    String part =
        text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "\u2026";
    StringBuilder shown = new StringBuilder("'");
    part.chars().forEach(c -> shown.append(Character.isISOControl(c) ? '\uFFFD' : (char) c));
    return shown.append('\'').toString();
  }
}
