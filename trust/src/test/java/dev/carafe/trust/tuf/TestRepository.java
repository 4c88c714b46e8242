package dev.carafe.trust.tuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// A repository in memory whose every part can be made otherwise than it should be.
public final class TestRepository implements Source {
  public static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  public final Map<String, byte[]> files = new HashMap<>();
  public final Map<String, List<SoftwareKey>> keys = new HashMap<>();
  public final Map<String, Long> versions = new HashMap<>();
  public final Map<String, Instant> expiries = new HashMap<>();
  public final Map<String, Map<String, byte[]>> targets = new LinkedHashMap<>();
  public final Map<String, List<Delegated>> delegations = new HashMap<>();
  public final List<String> asked = new ArrayList<>();
  public int rootThreshold = 1;

  /// A role that another lets speak.
  public record Delegated(
      String role, List<SoftwareKey> keys, boolean terminating, List<String> patterns) {}

  /// With a root, and a target `a` that is `alpha`.
  public TestRepository() {
    for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
      keys.put(role, new ArrayList<>(List.of(SoftwareKey.generate(Scheme.ED25519))));
      versions.put(role, 1L);
    }
    targets.put("targets", new LinkedHashMap<>());
    target("targets", "a", "alpha");
    publishRoot();
    publish();
  }

  public byte[] file(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  /// Those who sign a role.
  public List<SoftwareKey> keys(String role) {
    return Objects.requireNonNull(keys.get(role), role);
  }

  private long version(String role) {
    return Objects.requireNonNull(versions.get(role), role);
  }

  private Map<String, byte[]> content(String role) {
    return Objects.requireNonNull(targets.get(role), role);
  }

  public void target(String role, String path, String content) {
    targets.computeIfAbsent(role, _ -> new LinkedHashMap<>()).put(path, content.getBytes(UTF_8));
  }

  public void delegate(String from, Delegated to) {
    delegations.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
    keys.putIfAbsent(to.role, to.keys);
    versions.putIfAbsent(to.role, 1L);
    targets.putIfAbsent(to.role, new LinkedHashMap<>());
  }

  /// The next versions of all but the root.
  public void publishNext() {
    versions.forEach((role, version) -> {
      if (!role.equals("root")) {
        versions.put(role, version + 1);
      }
    });
    publish();
  }

  public void publish() {
    targets
        .keySet()
        .forEach(role -> {
          files.put(name(role), signed(role, targets(role)));
          content(role)
              .forEach((path, content) -> {
                int slash = path.lastIndexOf('/') + 1;
                files.put(
                    path.substring(0, slash) + digest(content) + "." + path.substring(slash),
                    content);
              });
        });
    files.put(name("snapshot"), signed("snapshot", snapshot()));
    files.put("timestamp.json", signed("timestamp", timestamp()));
  }

  private String name(String role) {
    return version(role) + "." + MetadataStore.encoded(role) + ".json";
  }

  /// The next root, which these sign.
  public void publishNextRoot(List<SoftwareKey> signers) {
    versions.merge("root", 1L, Long::sum);
    files.put(version("root") + ".root.json", sign(root(), signers));
  }

  private void publishRoot() {
    files.put("1.root.json", signed("root", root()));
  }

  public byte[] signed(String role, Json.Struct metadata) {
    return sign(metadata, keys(role));
  }

  public static byte[] sign(Json.Struct metadata, List<SoftwareKey> signers) {
    List<Json> signatures = new ArrayList<>();
    for (SoftwareKey signer : signers) {
      try {
        signatures.add(
            Json.object()
                .with("keyid", signer.key().id())
                .with("sig", HexFormat.of().formatHex(signer.sign(CanonicalJson.bytes(metadata))))
                .build());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return JsonWriter.write(
            Json.object().with("signatures", Json.of(signatures)).with("signed", metadata).build())
        .getBytes(UTF_8);
  }

  private Json.Builder head(String role, String type) {
    return Json.object()
        .with("_type", type)
        .with("spec_version", "1.0.34")
        .with("version", version(role))
        .with("expires", expiries.getOrDefault(role, NOW.plus(Duration.ofDays(1))).toString());
  }

  public Json.Struct root() {
    Json.Builder members = Json.object();
    Json.Builder roles = Json.object();
    for (String role : List.of("root", "timestamp", "snapshot", "targets")) {
      keys(role).forEach(key -> members.with(key.key().id(), key.key().json()));
      roles.with(role, signers(keys(role), role.equals("root") ? rootThreshold : 1).build());
    }
    return head("root", "root")
        .with("consistent_snapshot", Json.of(true))
        .with("keys", members.build())
        .with("roles", roles.build())
        .build();
  }

  private static Json.Builder signers(List<SoftwareKey> keys, int threshold) {
    return Json.object()
        .with("keyids", Json.of(keys.stream().map(key -> Json.of(key.key().id())).toList()))
        .with("threshold", threshold);
  }

  public Json.Struct timestamp() {
    return head("timestamp", "timestamp")
        .with(
            "meta",
            Json.object().with("snapshot.json", listed("snapshot", file(name("snapshot")))).build())
        .build();
  }

  public Json.Struct snapshot() {
    Json.Builder meta = Json.object();
    targets.keySet().forEach(role -> meta.with(role + ".json", listed(role, file(name(role)))));
    return head("snapshot", "snapshot").with("meta", meta.build()).build();
  }

  private Json listed(String role, byte[] file) {
    return Json.object()
        .with("version", version(role))
        .with("length", file.length)
        .with("hashes", Json.object().with("sha256", digest(file)).build())
        .build();
  }

  public Json.Struct targets(String role) {
    Json.Builder named = Json.object();
    content(role)
        .forEach((path, content) ->
            named.with(
                path,
                Json.object()
                    .with("length", content.length)
                    .with("hashes", Json.object().with("sha256", digest(content)).build())
                    .build()));
    Json.Builder metadata = head(role, "targets").with("targets", named.build());
    if (delegations.containsKey(role)) {
      metadata.with("delegations", delegations(delegations.get(role)));
    }
    return metadata.build();
  }

  private static Json delegations(List<Delegated> delegations) {
    Json.Builder keys = Json.object();
    List<Json> roles = new ArrayList<>();
    for (Delegated delegated : delegations) {
      delegated.keys.forEach(key -> keys.with(key.key().id(), key.key().json()));
      roles.add(
          signers(delegated.keys, 1)
              .with("name", delegated.role)
              .with("terminating", Json.of(delegated.terminating))
              .with("paths", Json.of(delegated.patterns.stream().map(Json::of).toList()))
              .build());
    }
    return Json.object().with("keys", keys.build()).with("roles", Json.of(roles)).build();
  }

  public static String digest(byte[] content) {
    return HexFormat.of().formatHex(FileInfo.digest("sha256").digest(content));
  }

  /// Where a target of the targets themselves is.
  public String place(String path) {
    return digest(Objects.requireNonNull(content("targets").get(path), path)) + "." + path;
  }

  /// Makes a file otherwise than it was.
  public void alter(String name, UnaryOperator<byte[]> how) {
    files.compute(name, (_, bytes) -> how.apply(bytes));
  }

  @Override
  public InputStream open(String path) throws IOException {
    asked.add(path);
    byte[] file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(file);
  }
}
