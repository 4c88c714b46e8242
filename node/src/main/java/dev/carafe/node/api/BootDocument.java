package dev.carafe.node.api;

import dev.carafe.node.status.BootStatus;
import dev.carafe.node.status.FailedGate;
import dev.carafe.node.status.FailedTrial;
import dev.carafe.node.status.GateStatus;
import dev.carafe.settings.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a boot does, as JSON. The format is described in `docs/formats/boot.md`.
final class BootDocument {
  private static final BootStatus NOTHING_YET =
      new BootStatus(BootStatus.State.CHECKING, false, List.of(), List.of(), Optional.empty());

  private final BootStatus boot;
  private final Detail detail;

  /// How much is told.
  enum Detail {
    /// For anybody: words that are the node's own.
    WORDS,
    /// For who may read: also why.
    REASONS,
    /// For who may read logs: also what units have said.
    LOGS;

    boolean has(Detail other) {
      return compareTo(other) >= 0;
    }
  }

  private BootDocument(BootStatus boot, Detail detail) {
    this.boot = boot;
    this.detail = detail;
  }

  /// @param boot empty where nobody has looked yet
  static Json of(Optional<BootStatus> boot, Detail detail) {
    return new BootDocument(boot.orElse(NOTHING_YET), detail).json();
  }

  private Json json() {
    Json.Builder json = Json.object().with("state", word(boot.state()));
    boot.entries().stream()
        .filter(BootStatus.Entry::booted)
        .findFirst()
        .ifPresent(entry -> json.with("entry", entry.file()));
    json.with("on_trial", Json.of(boot.onTrial()));
    if (detail.has(Detail.REASONS)) {
      json.with("entries", Json.of(boot.entries().stream().map(BootDocument::entry).toList()));
    }
    json.with("gates", Json.of(boot.gates().stream().map(this::gate).toList()));
    boot.failedTrial().ifPresent(trial -> json.with("failed_trial", failed(trial)));
    return json.build();
  }

  private static Json entry(BootStatus.Entry entry) {
    Json.Builder json = Json.object().with("file", entry.file());
    entry
        .tries()
        .ifPresent(tries -> json.with("tries_left", tries.left()).with("tries_done", tries.done()));
    return json.with("booted", Json.of(entry.booted())).build();
  }

  private Json gate(GateStatus gate) {
    Json.Builder json = Json.object().with("name", gate.name()).with("state", word(gate.state()));
    gate.since().map(Duration::toMillis).ifPresent(since -> json.with("since_ms", since));
    if (detail.has(Detail.REASONS)) {
      json.with("asks", gate.asks()).with("reason", gate.reason());
    }
    return withLog(json, gate.log());
  }

  private Json failed(FailedTrial trial) {
    Json.Builder json =
        Json.object().with("entry", trial.entry()).with("time", trial.time().toString());
    if (detail.has(Detail.REASONS)) {
      json.with("gates", Json.of(trial.gates().stream().map(this::failed).toList()));
    }
    return json.build();
  }

  private Json failed(FailedGate gate) {
    return withLog(
        Json.object().with("name", gate.name()).with("reason", gate.reason()), gate.log());
  }

  private Json withLog(Json.Builder json, List<String> log) {
    if (detail.has(Detail.LOGS) && !log.isEmpty()) {
      json.with("log", SettingsEndpoints.texts(log));
    }
    return json.build();
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
