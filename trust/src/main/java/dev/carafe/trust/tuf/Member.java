package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A place in a file of metadata, and what is there. Says where something is wrong.
///
/// @param place the file and the path in it: `root.json: roles.timestamp.threshold`
record Member(String place, Json value) {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

  static Member file(String name, Json value) {
    return new Member(name + ":", value);
  }

  MalformedMetadataException wrong(String expected) {
    return new MalformedMetadataException(place + " expected " + expected);
  }

  private Member at(String name, Json there) {
    return new Member(place.endsWith(":") ? place + " " + name : place + "." + name, there);
  }

  Json.Struct struct() {
    if (value instanceof Json.Struct struct) {
      return struct;
    }
    throw wrong("an object");
  }

  Optional<Member> find(String name) {
    return struct().member(name).map(there -> at(name, there));
  }

  Member member(String name) {
    return find(name).orElseThrow(() -> at(name, new Json.Null()).wrong("something"));
  }

  /// Members of an object, in their order.
  Map<String, Member> members() {
    Map<String, Member> members = new LinkedHashMap<>();
    struct().members().forEach((name, there) -> members.put(name, at(name, there)));
    return members;
  }

  List<Member> elements() {
    if (value instanceof Json.Array(List<Json> elements)) {
      List<Member> members = new ArrayList<>();
      for (Json element : elements) {
        members.add(at(String.valueOf(members.size()), element));
      }
      return members;
    }
    throw wrong("an array");
  }

  List<String> texts() {
    return elements().stream().map(Member::text).toList();
  }

  String text() {
    if (value instanceof Json.Text(String text)) {
      return text;
    }
    throw wrong("a text");
  }

  boolean bool() {
    if (value instanceof Json.Bool(boolean bool)) {
      return bool;
    }
    throw wrong("true or false");
  }

  /// An integer that is not less than another.
  long number(long least) {
    if (value instanceof Json.Numeral(String literal)) {
      try {
        long number = Long.parseLong(literal);
        if (number >= least) {
          return number;
        }
      } catch (NumberFormatException _) {
        // said below
      }
    }
    throw wrong("an integer from " + least);
  }

  /// A time to the second, in UTC: `2026-11-29T12:00:00Z`.
  Instant time() {
    String text = text();
    try {
      if (TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw wrong("a time like 2026-11-29T12:00:00Z");
  }
}
