package dev.carafe.node.provisioning;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// User data that is for other systems: it is told, not silently dropped, nor read as broken TOML.
///
/// Source: [cloud-init, "User data
/// formats"](https://cloudinit.readthedocs.io/en/latest/explanation/format.html).
final class ForeignFormat {
  /// The first line of a text, or how it starts, and what it then is.
  private static final List<Map.Entry<String, String>> STARTS =
      List.of(
          Map.entry("#!", "a script"),
          Map.entry("#cloud-config", "cloud-config"),
          Map.entry("#cloud-boothook", "a script of cloud-init"),
          Map.entry("#part-handler", "a program of cloud-init"),
          Map.entry("## template:", "a template of cloud-init"),
          Map.entry("<powershell>", "a script"),
          Map.entry("{", "JSON"));

  private static final List<String> TYPES =
      List.of(
          "text/cloud-config",
          "text/cloud-config-archive",
          "text/cloud-config-jsonp",
          "text/cloud-boothook",
          "text/jinja2",
          "text/part-handler",
          "text/x-include-once-url",
          "text/x-include-url",
          "text/x-shellscript",
          "text/x-shellscript-per-boot",
          "text/x-shellscript-per-instance",
          "text/x-shellscript-per-once");

  private ForeignFormat() {}

  /// What a text is, if its beginning says that it is none of ours.
  static Optional<String> of(String text) {
    String start = text.stripLeading();
    for (Map.Entry<String, String> known : STARTS) {
      if (start.startsWith(known.getKey())) {
        return Optional.of(known.getValue());
      }
    }
    int end = start.indexOf('\n');
    String line = (end < 0 ? start : start.substring(0, end)).strip();
    return line.equals("#include") || line.equals("#include-once")
        ? Optional.of("a list of addresses for cloud-init")
        : Optional.empty();
  }

  /// Whether a part of this type is never ours.
  static boolean isType(String mediaType) {
    return TYPES.contains(mediaType.toLowerCase(Locale.ROOT));
  }
}
