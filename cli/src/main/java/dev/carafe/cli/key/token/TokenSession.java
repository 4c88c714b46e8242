package dev.carafe.cli.key.token;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is said to a token, until this process ends.
///
/// Source: PKCS #11 2.40, sections 5.6 to 5.11, and 2.3 "Elliptic curve" of its mechanisms.
final class TokenSession {
  private static final long SERIAL = 0x4;
  private static final long USER = 1;
  private static final long ALREADY_LOGGED_IN = 0x100;
  private static final long ECDSA = 0x1041;
  private static final int MOST_OBJECTS = 16;
  private static final int MOST_BYTES = 8192;

  private final Cryptoki cryptoki;
  private final long handle;

  /// What can be asked of an object.
  enum Attribute {
    CLASS(0x0),
    LABEL(0x3),
    ID(0x102),
    EC_PARAMS(0x180),
    EC_POINT(0x181);

    private final long number;

    Attribute(long number) {
      this.number = number;
    }
  }

  /// What an object is.
  enum Kind {
    PUBLIC_KEY(2),
    PRIVATE_KEY(3);

    private final long number;

    Kind(long number) {
      this.number = number;
    }
  }

  TokenSession(Cryptoki cryptoki, TokenInfo token) {
    this.cryptoki = cryptoki;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment opened = arena.allocate(JAVA_LONG);
      cryptoki.call(
          Cryptoki.Function.C_OPEN_SESSION,
          token.slot(),
          SERIAL,
          MemorySegment.NULL,
          MemorySegment.NULL,
          opened);
      this.handle = opened.get(JAVA_LONG, 0);
    }
  }

  /// Logs in with a PIN, which the token then may ask for no more.
  void login(byte[] pin) {
    try (Arena arena = Arena.ofConfined()) {
      login(arena.allocateFrom(JAVA_BYTE, pin), pin.length);
    }
  }

  /// Logs in with a PIN that is typed on the token itself.
  void loginByPinPad() {
    login(MemorySegment.NULL, 0);
  }

  private void login(MemorySegment pin, long length) {
    long result = cryptoki.result(Cryptoki.Function.C_LOGIN, handle, USER, pin, length);
    if (result != 0 && result != ALREADY_LOGGED_IN) {
      throw new TokenException(Refusal.of(Cryptoki.Function.C_LOGIN.name(), result));
    }
  }

  /// The objects that are of a kind and have some attributes.
  List<Long> find(Kind kind, Map<Attribute, byte[]> wanted) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment template = template(arena, kind, wanted);
      cryptoki.call(
          Cryptoki.Function.C_FIND_OBJECTS_INIT, handle, template, (long) wanted.size() + 1);
      MemorySegment objects = arena.allocate(JAVA_LONG, MOST_OBJECTS);
      MemorySegment count = arena.allocate(JAVA_LONG);
      cryptoki.call(Cryptoki.Function.C_FIND_OBJECTS, handle, objects, (long) MOST_OBJECTS, count);
      cryptoki.call(Cryptoki.Function.C_FIND_OBJECTS_FINAL, handle);
      List<Long> found = new ArrayList<>();
      for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
        found.add(objects.getAtIndex(JAVA_LONG, i));
      }
      return found;
    }
  }

  /// `CK_ATTRIBUTE`s: a type, a pointer to the value, and its length, 8 bytes each.
  private static MemorySegment template(Arena arena, Kind kind, Map<Attribute, byte[]> wanted) {
    MemorySegment template = arena.allocate(ADDRESS, 3L * (wanted.size() + 1));
    MemorySegment number = arena.allocateFrom(JAVA_LONG, kind.number);
    put(template, 0, Attribute.CLASS, number);
    int place = 1;
    for (Map.Entry<Attribute, byte[]> each : wanted.entrySet()) {
      put(template, place++, each.getKey(), arena.allocateFrom(JAVA_BYTE, each.getValue()));
    }
    return template;
  }

  private static void put(
      MemorySegment template, int place, Attribute attribute, MemorySegment value) {
    template.setAtIndex(JAVA_LONG, 3L * place, attribute.number);
    template.setAtIndex(ADDRESS, 3L * place + 1, value);
    template.setAtIndex(JAVA_LONG, 3L * place + 2, value.byteSize());
  }

  /// The value of an object's attribute.
  byte[] value(long object, Attribute attribute) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment template = arena.allocate(ADDRESS, 3);
      MemorySegment value = arena.allocate(MOST_BYTES);
      put(template, 0, attribute, value);
      cryptoki.call(Cryptoki.Function.C_GET_ATTRIBUTE_VALUE, handle, object, template, 1L);
      return value.asSlice(0, template.getAtIndex(JAVA_LONG, 2)).toArray(JAVA_BYTE);
    }
  }

  /// Signs a digest by ECDSA: two numbers of the same length.
  byte[] sign(long key, byte[] digest) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mechanism = arena.allocate(ADDRESS, 3);
      mechanism.setAtIndex(JAVA_LONG, 0, ECDSA);
      cryptoki.call(Cryptoki.Function.C_SIGN_INIT, handle, mechanism, key);
      MemorySegment signature = arena.allocate(MOST_BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_LONG, MOST_BYTES);
      cryptoki.call(
          Cryptoki.Function.C_SIGN,
          handle,
          arena.allocateFrom(JAVA_BYTE, digest),
          (long) digest.length,
          signature,
          length);
      return signature.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
    }
  }
}
