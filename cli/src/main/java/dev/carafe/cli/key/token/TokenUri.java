package dev.carafe.cli.key.token;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which key of which token, and the module by which it is reached:
/// `pkcs11:token=carafe;object=root?module-path=/usr/lib/softhsm/libsofthsm2.so`.
///
/// Source: [RFC 7512](https://www.rfc-editor.org/rfc/rfc7512).
///
/// @param text as it was written
/// @param attributes of the token and of the key, by their names there; an `id` has a character for
///   each byte
public record TokenUri(String text, Path module, Map<String, String> attributes) {
  public static final String SCHEME = "pkcs11:";

  /// Names the module where a URI names none.
  static final String MODULE_VARIABLE = "CARAFE_PKCS11_MODULE";

  private static final String MODULE = "module-path";
  private static final List<String> KNOWN =
      List.of("token", "manufacturer", "model", "serial", "slot-id", "object", "id", "type");

  public TokenUri {
    attributes = Map.copyOf(attributes);
  }

  /// Reads one.
  ///
  /// @param environment that may name the module
  /// @throws IllegalArgumentException if it is none, and says why
  public static TokenUri parse(String text, Map<String, String> environment) {
    String rest = text.substring(SCHEME.length());
    int mark = rest.indexOf('?');
    Map<String, String> attributes =
        attributes(mark < 0 ? rest : rest.substring(0, mark), ";", KNOWN);
    Map<String, String> query =
        mark < 0 ? Map.of() : attributes(rest.substring(mark + 1), "&", List.of(MODULE));
    if (!attributes.containsKey("object") && !attributes.containsKey("id")) {
      throw new IllegalArgumentException("object=LABEL or id=%01 is missing");
    }
    String module =
        Optional.ofNullable(query.get(MODULE))
            .or(() -> Optional.ofNullable(environment.get(MODULE_VARIABLE)))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "?module-path=/usr/lib/.../module.so is missing, and %s is not set"
                        .formatted(MODULE_VARIABLE)));
    return new TokenUri(text, Path.of(module), attributes);
  }

  private static Map<String, String> attributes(String text, String between, List<String> known) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String each : text.split(between, -1)) {
      if (each.isEmpty()) {
        continue;
      }
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      if (name.startsWith("pin-")) {
        throw new IllegalArgumentException(
            "others can see a PIN on a command line; set " + Pin.VARIABLE + " instead");
      }
      if (equals < 0 || !known.contains(name)) {
        throw new IllegalArgumentException(
            "'%s' is none of %s".formatted(each, String.join("=, ", known) + "="));
      }
      attributes.put(name, decoded(name, each.substring(equals + 1)));
    }
    return attributes;
  }

  private static String decoded(String name, String value) {
    Charset charset = name.equals("id") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    return URLDecoder.decode(value.replace("+", "%2B"), charset);
  }

  /// Whether this is the token that is meant.
  boolean isToken(TokenInfo token) {
    return is("token", token.label())
        && is("manufacturer", token.manufacturer())
        && is("model", token.model())
        && is("serial", token.serial())
        && is("slot-id", String.valueOf(token.slot()));
  }

  private boolean is(String name, String value) {
    return attributes.getOrDefault(name, value).equals(value);
  }

  /// What the key is called, if it is said.
  Optional<byte[]> label() {
    return Optional.ofNullable(attributes.get("object"))
        .map(label -> label.getBytes(StandardCharsets.UTF_8));
  }

  /// What identifies the key, if it is said.
  Optional<byte[]> id() {
    return Optional.ofNullable(attributes.get("id"))
        .map(id -> id.getBytes(StandardCharsets.ISO_8859_1));
  }
}
