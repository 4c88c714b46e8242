package dev.carafe.trust.tuf;

import dev.carafe.settings.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a repository in two folders, `metadata` and `targets`, that any static web server or
/// mirror can serve. Its files have their versions and digests in their names, so that none is ever
/// written over, but for the timestamp: whoever reads meanwhile reads one state or the other.
///
/// Source: TUF 1.0.34, section 6.2 "Consistent snapshots".
public final class Editor {
  private final RepositoryFiles metadata;
  private final Path targets;
  private final Instant now;
  private final Terms terms;

  /// @param folder of the repository
  /// @param now as what is signed says
  public Editor(Path folder, Instant now, Terms terms) {
    this.metadata = new RepositoryFiles(folder.resolve("metadata"));
    this.targets = folder.resolve("targets");
    this.now = now;
    this.terms = terms;
  }

  /// The newest of a role that is public; none in a repository that has not begun.
  public Optional<Document> newest(String role) throws IOException {
    return metadata.newest(role);
  }

  /// A root that is public, or was.
  public Optional<Document> root(long version) throws IOException {
    return metadata.root(version);
  }

  /// How things stand with each role that is public.
  public List<Standing> standings() throws IOException {
    List<Standing> standings = new ArrayList<>();
    for (String role : RoleName.ALL) {
      newest(role)
          .ifPresent(known -> standings.add(new Standing(role, known.version(), known.expires())));
    }
    return standings;
  }

  /// Copies a file to the targets, where nobody looks for it yet, and says what is to be said of
  /// it.
  ///
  /// @throws MalformedMetadataException if `custom` cannot be signed, as it has a number that is no
  ///   integer
  public Target add(TargetPath path, Path file, Json.Struct custom) throws IOException {
    CanonicalJson.bytes(custom);
    MessageDigest sha256 = FileInfo.digest("sha256");
    Path begun = Files.createDirectories(targets).resolve(".begun");
    long length;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      length = Files.copy(in, begun, StandardCopyOption.REPLACE_EXISTING);
    }
    Target target =
        new Target(
            path.text(), length, "sha256", HexFormat.of().formatHex(sha256.digest()), custom);
    Path place = targets.resolve(target.consistentPath());
    Files.createDirectories(Optional.ofNullable(place.getParent()).orElse(targets));
    Files.move(begun, place, StandardCopyOption.ATOMIC_MOVE);
    return target;
  }

  /// The file of a target.
  ///
  /// @throws AlteredException if it is another
  public Path file(Target target) throws IOException {
    Path file = targets.resolve(target.consistentPath());
    MessageDigest digest = FileInfo.digest(target.algorithm());
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(target.digest())) {
      throw new AlteredException(target.path() + " has another digest than " + target.digest());
    }
    return file;
  }

  /// What becomes of the repository with these.
  ///
  /// @param changed by their roles
  /// @throws InconsistentException if there is no root, here or there
  public Publication publication(Map<String, Document> changed) throws IOException {
    return Publication.of(metadata, changed, now, terms);
  }
}
