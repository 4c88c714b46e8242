package dev.carafe.settings.template;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Helpers for parts of an OCI runtime specification, in JSON.
///
/// Source: [OCI runtime specification 1.2, "Linux
/// process"](https://github.com/opencontainers/runtime-spec/blob/main/config.md#linux-process).
final class OciHelpers {
  /// What containerd gives a container, and Bottlerocket too.
  private static final List<String> USUAL =
      List.of(
          "audit-write",
          "chown",
          "dac-override",
          "fowner",
          "fsetid",
          "kill",
          "mknod",
          "net-bind-service",
          "net-raw",
          "setfcap",
          "setgid",
          "setpcap",
          "setuid",
          "sys-chroot");

  /// As many as no limit is.
  private static final String INFINITY = "18446744073709551615";

  private OciHelpers() {}

  /// `oci_capabilities TABLE`: the usual capabilities, with those that the table says `true` of and
  /// without those that it says `false` of.
  static Optional<Json> capabilities(Arguments arguments) {
    arguments.count(1);
    Set<String> names = new TreeSet<>(USUAL);
    if (arguments.optional(0).isPresent()) {
      arguments
          .table(0)
          .forEach((name, wanted) -> {
            if (Values.isTrue(wanted)) {
              names.add(name);
            } else {
              names.remove(name);
            }
          });
    }
    List<Json> capabilities = new ArrayList<>();
    for (String name : names) {
      capabilities.add(Json.of("CAP_" + name.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return Helpers.text(JsonWriter.write(Json.of(capabilities)));
  }

  /// `oci_rlimits TABLE`: the limits of a table of tables, those that have both of `soft-limit` and
  /// `hard-limit`.
  static Optional<Json> limits(Arguments arguments) {
    arguments.count(1);
    List<Json> limits = new ArrayList<>();
    if (arguments.optional(0).isPresent()) {
      for (Map.Entry<String, Json> limit : arguments.table(0).entrySet()) {
        if (limit.getValue() instanceof Json.Struct both
            && both.member("soft-limit").isPresent()
            && both.member("hard-limit").isPresent()) {
          limits.add(
              Json.object()
                  .with("type", type(limit.getKey()))
                  .with("soft", number(both, "soft-limit"))
                  .with("hard", number(both, "hard-limit"))
                  .build());
        }
      }
    }
    return Helpers.text(JsonWriter.write(Json.of(limits)));
  }

  private static Json number(Json.Struct both, String name) {
    Json limit = both.member(name).orElse(new Json.Null());
    boolean none = limit instanceof Json.Text || limit.equals(Json.of(-1));
    return none ? new Json.Numeral(INFINITY) : limit;
  }

  private static String type(String name) {
    return "RLIMIT_"
        + switch (name) {
          case "max-address-space" -> "AS";
          case "max-core-file-size" -> "CORE";
          case "max-cpu-time" -> "CPU";
          case "max-data-size" -> "DATA";
          case "max-file-locks" -> "LOCKS";
          case "max-file-size" -> "FSIZE";
          case "max-locked-memory" -> "MEMLOCK";
          case "max-msgqueue-size" -> "MSGQUEUE";
          case "max-nice-priority" -> "NICE";
          case "max-open-files" -> "NOFILE";
          case "max-pending-signals" -> "SIGPENDING";
          case "max-processes" -> "NPROC";
          case "max-realtime-priority" -> "RTPRIO";
          case "max-realtime-timeout" -> "RTTIME";
          case "max-resident-set" -> "RSS";
          case "max-stack-size" -> "STACK";
          default ->
              throw new HelperException(0, "unknown limit '" + name + "'", "write max-open-files");
        };
  }
}
