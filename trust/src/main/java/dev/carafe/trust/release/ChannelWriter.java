package dev.carafe.trust.release;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Writes the document that lists a channel's releases: the same channel is always the same bytes.
///
/// The format is written down in `docs/formats/release.md`.
public final class ChannelWriter {
  private ChannelWriter() {}

  /// The document, with a line for each member.
  public static byte[] write(Channel channel) {
    Json json =
        Json.object()
            .with("format", ChannelReader.FORMAT)
            .with("channel", channel.name())
            .with("releases", Json.of(channel.releases().stream().map(ChannelWriter::of).toList()))
            .build();
    return JsonWriter.indented(json).getBytes(StandardCharsets.UTF_8);
  }

  private static Json of(Release release) {
    Json.Builder object =
        Json.object()
            .with("version", release.version().toString())
            .with("variant", release.variant())
            .with("architecture", release.architecture())
            .with("min-version", release.minVersion().map(Version::toString))
            .with("max-version", release.maxVersion().map(Version::toString))
            .with("notes", Optional.of(release.notes()).filter(notes -> !notes.isEmpty()))
            .with("root-hash", release.rootHash().hex())
            .with("usr", usr(release.usr()))
            .with("kernel", kernel(release.kernel()))
            .with("sbom", artifact(release.sbom()).build())
            .with("manifest", artifact(release.manifest()).build());
    if (!release.pcrs().isEmpty()) {
      object.with("pcrs", Json.of(release.pcrs().stream().map(ChannelWriter::pcr).toList()));
    }
    if (!release.waves().list().isEmpty()) {
      object.with("waves", waves(release.waves()));
    }
    return object.build();
  }

  private static Json usr(Usr usr) {
    Json.Builder object = payload(artifact(usr.payload().full()), usr.payload());
    usr.blockIndex().ifPresent(index -> object.with("block-index", artifact(index).build()));
    return object.build();
  }

  private static Json kernel(Kernel kernel) {
    Json.Builder object = Json.object().with("file", kernel.file());
    return payload(with(object, kernel.payload().full()), kernel.payload()).build();
  }

  private static Json.Builder payload(Json.Builder object, Payload payload) {
    if (!payload.deltas().isEmpty()) {
      List<Json> deltas = payload.deltas().stream().map(ChannelWriter::delta).toList();
      object.with("deltas", Json.of(deltas));
    }
    return object;
  }

  private static Json delta(Delta delta) {
    Json.Builder object =
        Json.object().with("from", delta.from().hex()).with("version", delta.version().toString());
    return with(object, delta.artifact()).build();
  }

  private static Json.Builder artifact(Artifact artifact) {
    return with(Json.object(), artifact);
  }

  private static Json.Builder with(Json.Builder object, Artifact artifact) {
    object
        .with("target", artifact.target())
        .with("size", artifact.size())
        .with("unpacked", artifact.unpacked());
    artifact.head().ifPresent(head -> object.with("head", head(head)));
    return object;
  }

  private static Json head(Head head) {
    return Json.object().with("size", head.size()).with("sha256", head.sha256()).build();
  }

  private static Json pcr(PcrValue value) {
    return Json.object()
        .with("register", value.register())
        .with("phase", Optional.of(value.phase()).filter(phase -> !phase.isEmpty()))
        .with("sha256", value.sha256())
        .build();
  }

  private static Json waves(Waves waves) {
    Json.Builder object = Json.object();
    waves
        .list()
        .forEach(wave -> object.with(Integer.toString(wave.seed()), wave.start().toString()));
    return object.build();
  }
}
