package dev.carafe.cli.release;

import dev.carafe.cli.answer.Columns;
import dev.carafe.cli.answer.Printable;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonReader;
import dev.carafe.trust.release.Channel;
import dev.carafe.trust.release.ChannelWriter;
import dev.carafe.trust.release.Delta;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A release that a channel offers, for a person and for a script.
public record ShownRelease(ChannelKey key, Release release) {

  /// As it stands in its channel's document, with the channel's name.
  ///
  /// The format is written down in `docs/formats/release.md`.
  public Json json() {
    byte[] document = ChannelWriter.write(new Channel(key.name(), List.of(release)));
    Json.Builder json = Json.object().with("channel", key.name());
    if (JsonReader.read(new String(document, StandardCharsets.UTF_8)) instanceof Json.Struct all) {
      all.objects("releases").getFirst().members().forEach(json::with);
    }
    return json.build();
  }

  /// All of it.
  public void tell(PrintWriter out, Instant now) {
    RollOut rollOut = new RollOut(release.waves(), now);
    line(out, "release", release.version() + ", " + key);
    line(out, "root hash", release.rootHash().hex());
    installsOver().ifPresent(over -> line(out, "over", over));
    line(out, "download", download());
    line(out, "roll-out", rollOut.text());
    if (!release.waves().list().isEmpty()) {
      out.println();
      Columns.write(List.of("seeds", "nodes", "from"), rollOut.rows(), out);
    }
    if (!release.notes().isEmpty()) {
      out.println();
      release.notes().lines().map(Printable::of).forEach(out::println);
    }
  }

  private static void line(PrintWriter out, String what, String text) {
    out.printf("%-9s  %s%n", what, text);
  }

  private Optional<String> installsOver() {
    Optional<Version> least = release.minVersion();
    Optional<Version> most = release.maxVersion();
    if (least.isEmpty() && most.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        least.map(version -> version + " and newer").orElse("any version")
            + most.map(version -> ", but nothing newer than " + version).orElse(""));
  }

  /// `98.6 MB; 9.4 MB from 1.2.0`.
  String download() {
    long whole = 0;
    for (Part part : Part.values()) {
      whole += part.of(release).full().size();
    }
    String deltas =
        release.usr().payload().deltas().stream()
            .map(this::download)
            .collect(Collectors.joining(", "));
    return ByteCount.of(whole) + (deltas.isEmpty() ? "" : "; " + deltas);
  }

  private String download(Delta delta) {
    return ByteCount.of(release.sizeFrom(delta.from()))
        + " from "
        + ReleaseFiles.plain(delta.version());
  }

  /// For a table of releases.
  List<String> row(Instant now) {
    return List.of(
        key.name(),
        key.variant(),
        key.architecture(),
        release.version().toString(),
        download(),
        new RollOut(release.waves(), now).text());
  }
}
