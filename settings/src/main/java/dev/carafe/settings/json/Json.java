package dev.carafe.settings.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value. Objects keep the order of their members.
///
/// Settings are compared while a node starts, so values say themselves when they are equal: what a
/// record would do on its own is put together from method handles at the first call, which takes a
/// node longer than to read all its settings.
///
/// Source: [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259).
public sealed interface Json {

  record Text(String value) implements Json {
    @Override
    public boolean equals(Object other) {
      return other instanceof Text(String that) && value.equals(that);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /// Kept as written, so that nothing is rounded.
  record Numeral(String literal) implements Json {
    @Override
    public boolean equals(Object other) {
      return other instanceof Numeral(String that) && literal.equals(that);
    }

    @Override
    public int hashCode() {
      return literal.hashCode();
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bool(boolean that) && value == that;
    }

    @Override
    public int hashCode() {
      return Boolean.hashCode(value);
    }
  }

  record Null() implements Json {}

  record Array(List<Json> elements) implements Json {
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Array(List<Json> that) && elements.equals(that);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }
  }

  record Struct(Map<String, Json> members) implements Json {
    public Struct {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Struct(Map<String, Json> that) && members.equals(that);
    }

    @Override
    public int hashCode() {
      return members.hashCode();
    }

    public Optional<Json> member(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /// A member's text; empty where it is absent or something else.
    public Optional<String> text(String name) {
      return member(name)
          .flatMap(
              value -> value instanceof Text(String text) ? Optional.of(text) : Optional.empty());
    }

    /// The objects in a member that is an array.
    public List<Struct> objects(String name) {
      List<Struct> objects = new ArrayList<>();
      if (member(name).orElse(new Null()) instanceof Array(List<Json> elements)) {
        for (Json element : elements) {
          if (element instanceof Struct object) {
            objects.add(object);
          }
        }
      }
      return objects;
    }
  }

  static Json of(String text) {
    return new Text(text);
  }

  static Json of(long number) {
    return new Numeral(Long.toString(number));
  }

  static Json of(boolean bool) {
    return new Bool(bool);
  }

  static Json of(List<? extends Json> elements) {
    return new Array(new ArrayList<>(elements));
  }

  /// An object, member by member.
  static Builder object() {
    return new Builder();
  }

  /// Gathers the members of an object in the order of the calls.
  final class Builder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder with(String name, Json value) {
      members.put(name, value);
      return this;
    }

    public Builder with(String name, String text) {
      return with(name, of(text));
    }

    public Builder with(String name, long number) {
      return with(name, of(number));
    }

    public Builder with(String name, Optional<String> text) {
      text.ifPresent(value -> with(name, value));
      return this;
    }

    /// Whether no member has been given yet.
    public boolean isEmpty() {
      return members.isEmpty();
    }

    public Struct build() {
      return new Struct(members);
    }
  }
}
