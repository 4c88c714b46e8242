package dev.carafe.node.pods;

import dev.carafe.settings.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the fields of a specification that was found valid.
public final class Fields {
  private Fields() {}

  public static boolean isTrue(Json.Struct table, String name) {
    return table.member(name).equals(Optional.of(Json.of(true)));
  }

  static Protocol protocol(Json.Struct port) {
    return choice(port, "protocol", Protocol.values(), Protocol.TCP);
  }

  /// 0 where it is not set.
  static int number(Json.Struct table, String name) {
    return Math.toIntExact(optionalNumber(table, name).orElse(0));
  }

  /// Empty where it is not set.
  public static OptionalLong optionalNumber(Json.Struct table, String name) {
    return table.member(name).orElse(new Json.Null()) instanceof Json.Numeral(String literal)
        ? OptionalLong.of(Long.parseLong(literal))
        : OptionalLong.empty();
  }

  /// Empty where it is not set.
  public static Json.Struct struct(Json table, String name) {
    return table instanceof Json.Struct outer
            && outer.member(name).orElse(new Json.Null()) instanceof Json.Struct inner
        ? inner
        : Json.object().build();
  }

  public static List<String> texts(Json.Struct table, String name) {
    List<String> texts = new ArrayList<>();
    for (Json element : elements(table, name)) {
      if (element instanceof Json.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  static List<Long> numbers(Json.Struct table, String name) {
    List<Long> numbers = new ArrayList<>();
    for (Json element : elements(table, name)) {
      if (element instanceof Json.Numeral(String literal)) {
        numbers.add(Long.parseLong(literal));
      }
    }
    return numbers;
  }

  /// One of an enum's words.
  public static <T extends Enum<T>> T choice(
      Json.Struct table, String name, T[] choices, T otherwise) {
    String word = table.text(name).orElse("");
    for (T choice : choices) {
      if (choice.toString().equals(word)) {
        return choice;
      }
    }
    return otherwise;
  }

  private static List<Json> elements(Json.Struct table, String name) {
    return table.member(name).orElse(new Json.Null()) instanceof Json.Array(List<Json> elements)
        ? elements
        : List.of();
  }
}
