package dev.carafe.node.update.fetch;

import dev.carafe.node.web.FakeWebServer;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RootDraft;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.SoftwareKey;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TargetPath;
import dev.carafe.trust.tuf.TargetsDraft;
import dev.carafe.trust.tuf.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A repository that a test signs, and a server and a mirror that have it.
@SuppressWarnings("exports") // of tests alone
public final class OnlineRepository implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private final SoftwareKey key = SoftwareKey.generate(Scheme.ED25519);
  private final Path folder;
  private final Instant now;
  private final FilesOnline files = new FilesOnline();
  private final FilesOnline mirrored = new FilesOnline();
  private final FakeWebServer server = new FakeWebServer(files);
  private final FakeWebServer mirror = new FakeWebServer(mirrored);
  private TargetsDraft targets = TargetsDraft.first();

  OnlineRepository(Path folder) {
    this(folder, NOW);
  }

  /// @param now when it is signed
  public OnlineRepository(Path folder, Instant now) {
    this.folder = folder;
    this.now = now;
  }

  FilesOnline files() {
    return files;
  }

  FilesOnline mirrored() {
    return mirrored;
  }

  FakeWebServer server() {
    return server;
  }

  FakeWebServer mirror() {
    return mirror;
  }

  private Editor editor() {
    return new Editor(folder.resolve("public"), now, Terms.USUAL);
  }

  /// Adds a file.
  public Target add(String path, byte[] content) throws IOException {
    Path file = Files.write(Files.createDirectories(folder).resolve("file"), content);
    Target target = editor().add(new TargetPath(path), file, Json.object().build());
    targets.with(target);
    return target;
  }

  /// Makes all that was added public, on the server and the mirror.
  public OnlineRepository publish() throws IOException {
    Map<String, Document> changed = new HashMap<>();
    if (editor().newest("root").isEmpty()) {
      changed.put("root", root().signedBy(key));
    }
    changed.put("targets", targets.draft(now, Terms.USUAL.targets()).signedBy(key));
    editor().publication(changed).publish(List.of(key));
    targets = TargetsDraft.after(editor().newest("targets").orElseThrow());
    serve();
    return this;
  }

  private Document root() {
    RootDraft draft = RootDraft.first();
    for (String role : List.of("root", "targets", "snapshot", "timestamp")) {
      draft.with(role, List.of(key.key()), 1);
    }
    return draft.draft(now, Duration.ofDays(365));
  }

  private void serve() throws IOException {
    Path all = folder.resolve("public");
    try (Stream<Path> found = Files.walk(all)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.with(all.relativize(file).toString(), Files.readAllBytes(file));
        if (file.startsWith(all.resolve("targets"))) {
          mirrored.with(
              all.resolve("targets").relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
  }

  /// The first root, which an image would have.
  public byte[] rootBytes() throws IOException {
    return Files.readAllBytes(folder.resolve("public/metadata/1.root.json"));
  }

  public String metadataUrl() {
    return server.base() + "metadata";
  }

  public String targetsUrl() {
    return server.base() + "targets";
  }

  String mirrorUrl() {
    return mirror.base().toString();
  }

  @Override
  public void close() {
    server.close();
    mirror.close();
  }
}
