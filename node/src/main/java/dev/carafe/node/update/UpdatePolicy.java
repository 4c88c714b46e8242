package dev.carafe.node.update;

import dev.carafe.node.pods.Fields;
import dev.carafe.settings.Key;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.model.SettingsTree;
import dev.carafe.settings.value.ByteSizeType;
import dev.carafe.trust.release.Version;
import dev.carafe.trust.release.Wave;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Where updates come from and which are taken, as `settings.updates` has it.
///
/// @param mirrors asked before the place of the targets, in this order
/// @param rateLimit of a download, in bytes a second
/// @param seed where the node stands in the waves of a release
/// @param versionLock the version that is wanted; empty for the latest
public record UpdatePolicy(
    Optional<String> metadataBaseUrl,
    Optional<String> targetsBaseUrl,
    List<String> mirrors,
    OptionalLong rateLimit,
    String channel,
    long seed,
    Optional<Version> versionLock,
    boolean ignoreWaves,
    boolean hold,
    Automatic automatic,
    List<UpdateWindow> windows) {
  static final String LATEST = "latest";

  private static final String GROUP = "updates";

  public UpdatePolicy {
    mirrors = List.copyOf(mirrors);
    windows = List.copyOf(windows);
  }

  /// Reads it from settings that were found valid, with defaults. A node without a seed is in the
  /// last wave.
  public static UpdatePolicy read(SettingsTree settings) {
    Json.Struct updates = Fields.struct(settings.json(), GROUP);
    String lock = updates.text("version-lock").orElse(LATEST);
    List<UpdateWindow> windows = new ArrayList<>();
    Json.Struct named = Fields.struct(updates, "windows");
    named.members().keySet().forEach(name -> windows.add(window(name, Fields.struct(named, name))));
    return new UpdatePolicy(
        updates.text("metadata-base-url"),
        updates.text("targets-base-url"),
        Fields.texts(updates, "mirrors"),
        updates
            .member("rate-limit")
            .map(size -> OptionalLong.of(ByteSizeType.bytes(size)))
            .orElseGet(OptionalLong::empty),
        updates.text("channel").orElse("stable"),
        updates.member("seed").orElse(new Json.Null()) instanceof Json.Numeral(String digits)
            ? Long.parseLong(digits)
            : Wave.SEEDS,
        lock.equals(LATEST) ? Optional.empty() : Optional.of(Version.of(lock)),
        Fields.isTrue(updates, "ignore-waves"),
        Fields.isTrue(updates, "hold"),
        Fields.choice(updates, "automatic", Automatic.values(), Automatic.OFF),
        windows);
  }

  private static UpdateWindow window(String name, Json.Struct window) {
    List<String> days = Fields.texts(window, "days");
    return new UpdateWindow(
        name,
        EnumSet.allOf(DayOfWeek.class).stream()
            .filter(day -> days.isEmpty() || days.contains(word(day)))
            .collect(Collectors.toSet()),
        window.text("start").map(LocalTime::parse).orElse(LocalTime.MIDNIGHT),
        window.text("end").map(LocalTime::parse).orElse(LocalTime.MIDNIGHT),
        ZoneId.of(window.text("time-zone").orElse("UTC")));
  }

  /// `Mon`.
  private static String word(DayOfWeek day) {
    return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
  }

  /// Why there can be no updates: what is not set that has to be. Empty where nothing is missing.
  public Optional<String> lacking() {
    List<String> missing = new ArrayList<>();
    if (metadataBaseUrl.isEmpty()) {
      missing.add(Key.of(GROUP, "metadata-base-url").toString());
    }
    if (targetsBaseUrl.isEmpty()) {
      missing.add(Key.of(GROUP, "targets-base-url").toString());
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not set");
  }

  /// Whether the node may do something by itself now.
  Opening opening(Instant now) {
    return Opening.of(windows, now);
  }

  /// For scripts: what a plan depends on.
  Json.Struct json() {
    return Json.object()
        .with("channel", channel)
        .with("seed", seed)
        .with("version_lock", versionLock.map(Version::toString).orElse(LATEST))
        .with("ignore_waves", Json.of(ignoreWaves))
        .with("hold", Json.of(hold))
        .with("automatic", automatic.toString())
        .build();
  }
}
