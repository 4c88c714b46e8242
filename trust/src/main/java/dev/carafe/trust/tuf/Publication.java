package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Documents that become public together: a root, targets, or neither, and a snapshot and a
/// timestamp that list what there is then.
public final class Publication {
  private final RepositoryFiles files;
  private final Map<String, Document> changed;
  private final Optional<Document> before;
  private final Document root;
  private final Instant now;
  private final Terms terms;

  /// @param before the root that is public
  /// @param root the one that is public then
  private Publication(
      RepositoryFiles files,
      Map<String, Document> changed,
      Optional<Document> before,
      Document root,
      Instant now,
      Terms terms) {
    this.files = files;
    this.changed = changed;
    this.before = before;
    this.root = root;
    this.now = now;
    this.terms = terms;
  }

  /// @param changed by their roles; a root that is public already counts as none
  static Publication of(
      RepositoryFiles files, Map<String, Document> changed, Instant now, Terms terms)
      throws IOException {
    Optional<Document> before = files.newest(RoleName.ROOT);
    Map<String, Document> rest = new TreeMap<>(changed);
    before.ifPresent(known -> rest.remove(RoleName.ROOT, known));
    Document root =
        Optional.ofNullable(rest.get(RoleName.ROOT))
            .or(() -> before)
            .orElseThrow(() -> new InconsistentException("the repository has no root"));
    return new Publication(files, rest, before, root, now, terms);
  }

  /// How far those who must sign the root and the targets are.
  public List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    Document next = changed.get(RoleName.ROOT);
    if (next != null) {
      before.ifPresent(old -> tallies.add(tally(next, RoleName.ROOT, old)));
      tallies.add(tally(next, RoleName.ROOT, next));
    }
    Document targets = changed.get(RoleName.TARGETS);
    if (targets != null) {
      tallies.add(tally(targets, RoleName.TARGETS, root));
    }
    return tallies;
  }

  private static Tally tally(Document document, String role, Document root) {
    return signers(root, role).tally(document, root.title());
  }

  private static Signers signers(Document root, String role) {
    return Root.read(envelope(RoleName.ROOT, root)).of(role);
  }

  /// Makes all of it public. Clients that read meanwhile read what was before, or what is new.
  ///
  /// @param online those who sign the snapshot and the timestamp, perhaps among others
  /// @throws NotSignedException if too few have signed one of them; nothing is public then
  public void publish(List<SigningKey> online) throws IOException {
    demandSigned();
    Document snapshot = signed(RoleName.SNAPSHOT, snapshot(), online);
    Document timestamp = signed(RoleName.TIMESTAMP, timestamp(snapshot), online);
    for (Map.Entry<String, Document> each : changed.entrySet()) {
      files.write(each.getKey(), each.getValue());
    }
    files.write(RoleName.SNAPSHOT, snapshot);
    files.write(RoleName.TIMESTAMP, timestamp);
  }

  private void demandSigned() {
    Document next = changed.get(RoleName.ROOT);
    if (next != null) {
      Envelope envelope = envelope(RoleName.ROOT, next);
      if (before.isPresent()) {
        new TrustedMetadata(envelope(RoleName.ROOT, before.get()), now).rootIs(envelope);
      } else {
        signers(next, RoleName.ROOT).demand(envelope, RoleName.ROOT);
      }
    }
    Document targets = changed.get(RoleName.TARGETS);
    if (targets != null) {
      signers(root, RoleName.TARGETS).demand(envelope(RoleName.TARGETS, targets), RoleName.TARGETS);
    }
  }

  private Json.Struct snapshot() throws IOException {
    Optional<Document> known = files.newest(RoleName.SNAPSHOT);
    Map<String, Json> listed = new TreeMap<>();
    if (known.isPresent()) {
      listed.putAll(
          Member.file(RoleName.file(RoleName.SNAPSHOT), known.get().signed())
              .member("meta")
              .struct()
              .members());
    }
    changed.forEach((role, document) -> {
      if (!role.equals(RoleName.ROOT)) {
        listed.put(RoleName.file(role), listing(document));
      }
    });
    if (!listed.containsKey(RoleName.file(RoleName.TARGETS))) {
      throw new InconsistentException("the repository has no targets");
    }
    return next(RoleName.SNAPSHOT, known, terms.snapshot())
        .with("meta", new Json.Struct(listed))
        .build();
  }

  private Json.Struct timestamp(Document snapshot) throws IOException {
    Json.Struct listed =
        Json.object().with(RoleName.file(RoleName.SNAPSHOT), listing(snapshot)).build();
    return next(RoleName.TIMESTAMP, files.newest(RoleName.TIMESTAMP), terms.timestamp())
        .with("meta", listed)
        .build();
  }

  private Json.Builder next(String role, Optional<Document> before, Duration term) {
    return Terms.head(role, before.map(Document::version).orElse(0L) + 1, now, term);
  }

  /// Signed by those of the keys that may sign for a role.
  private Document signed(String role, Json.Struct content, List<SigningKey> keys)
      throws IOException {
    Document document = Document.of(content);
    Signers signers = signers(root, role);
    for (SigningKey key : keys) {
      if (signers.keys().containsKey(key.key().id())) {
        document = document.signedBy(key);
      }
    }
    signers.demand(envelope(role, document), role);
    return document;
  }

  private static Envelope envelope(String role, Document document) {
    return Envelope.read(RoleName.file(role), document.bytes());
  }

  private static Json listing(Document document) {
    byte[] bytes = document.bytes();
    String digest = HexFormat.of().formatHex(FileInfo.digest("sha256").digest(bytes));
    return Json.object()
        .with("version", document.version())
        .with("length", bytes.length)
        .with("hashes", Json.object().with("sha256", digest).build())
        .build();
  }
}
