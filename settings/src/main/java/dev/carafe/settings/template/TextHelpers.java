package dev.carafe.settings.template;

import dev.carafe.settings.TomlText;
import dev.carafe.settings.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// Helpers that write text.
final class TextHelpers {
  private TextHelpers() {}

  /// `join_array DELIMITER LIST`
  static Optional<Json> joinArray(Arguments arguments) {
    arguments.count(2);
    StringJoiner joined = new StringJoiner(arguments.text(0));
    for (Json element : arguments.list(1)) {
      joined.add(Arguments.plain(1, element));
    }
    return Helpers.text(joined.toString());
  }

  /// `join_map BETWEEN-KEY-AND-VALUE BETWEEN-PAIRS "fail-if-missing"|"no-fail-if-missing" TABLE`
  static Optional<Json> joinMap(Arguments arguments) {
    arguments.count(4);
    String missing = arguments.text(2);
    if (!missing.equals("fail-if-missing") && !missing.equals("no-fail-if-missing")) {
      throw new HelperException(
          2, "'" + missing + "' is unknown", "write \"fail-if-missing\" or \"no-fail-if-missing\"");
    }
    if (arguments.optional(3).isEmpty() && missing.startsWith("no-")) {
      return Helpers.text("");
    }
    StringJoiner joined = new StringJoiner(arguments.text(1));
    for (Map.Entry<String, Json> member : arguments.table(3).entrySet()) {
      joined.add(member.getKey() + arguments.text(0) + Arguments.plain(3, member.getValue()));
    }
    return Helpers.text(joined.toString());
  }

  /// `base64_decode TEXT`, as UTF-8.
  static Optional<Json> base64Decode(Arguments arguments) {
    arguments.count(1);
    try {
      byte[] decoded = Base64.getDecoder().decode(arguments.text(0));
      return Helpers.text(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw new HelperException(0, "argument 1 is not base64", "write base64");
    }
  }

  /// `sysctl_path KEY`: its path below `/proc/sys`. Where a dot comes first, dots and slashes
  /// change places, so that `net.ipv4.conf.eth0/1.forwarding` names the card `eth0.1`.
  ///
  /// Source: [sysctl.d(5)](https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html).
  static Optional<Json> sysctlPath(Arguments arguments) {
    arguments.count(1);
    String key = arguments.text(0);
    int dot = key.indexOf('.');
    int slash = key.indexOf('/');
    if (dot < 0 || (slash >= 0 && slash < dot)) {
      return Helpers.text(key);
    }
    return Helpers.text(key.replace('/', '\0').replace('.', '/').replace('\0', '.'));
  }

  /// `toml_encode VALUE`
  static Optional<Json> tomlEncode(Arguments arguments) {
    arguments.count(1);
    return Helpers.text(TomlText.of(arguments.value(0)));
  }

  /// `goarch ARCHITECTURE`: what Go calls it.
  static Optional<Json> goArchitecture(Arguments arguments) {
    arguments.count(1);
    return Helpers.text(
        switch (arguments.text(0)) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default ->
              throw new HelperException(
                  0, "unknown architecture '" + arguments.text(0) + "'", "write x86_64 or aarch64");
        });
  }
}
