package dev.carafe.cli.repo;

import dev.carafe.cli.file.PrivateFiles;
import dev.carafe.cli.key.KeyFile;
import dev.carafe.cli.key.KeyReference;
import dev.carafe.trust.tuf.Document;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.RootDraft;
import dev.carafe.trust.tuf.Scheme;
import dev.carafe.trust.tuf.TargetsDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The folder in which a repository is made.
///
/// In `public` is what clients read, for any static web server or mirror; in `draft` what is not
/// published yet, a file a role; in `keys` the keys that were made here; `repository.toml` says
/// which keys sign what.
record Workplace(Path folder, RepositoryConfig config) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// The roles that are drafted; the others are signed when something is published.
  private static final List<String> DRAFTED = List.of(RoleName.ROOT, RoleName.TARGETS);

  /// @throws ChoiceException if the folder is none
  static Workplace open(Path folder) throws IOException {
    RepositoryFile file = new RepositoryFile(folder);
    if (!Files.exists(file.path())) {
      throw new ChoiceException(
          "could not find a repository in %s: there is no %s; carafe repo init %s makes one"
              .formatted(folder, RepositoryFile.NAME, folder));
    }
    return new Workplace(folder, file.read(System.getenv()));
  }

  /// @throws dev.carafe.cli.file.OverwriteException if there is one already
  static void demandNone(Path folder) {
    PrivateFiles.demandNew(new RepositoryFile(folder).path());
  }

  /// Makes a key, in a folder that nobody else may enter.
  ///
  /// @throws dev.carafe.cli.file.OverwriteException if there is one of that name
  static KeyReference makeKey(Path folder, String name) throws IOException {
    Path keys = Files.createDirectories(folder).resolve("keys");
    if (!Files.exists(keys)) {
      Files.createDirectory(keys, OWNER);
    }
    Path file = keys.resolve(name + ".pem");
    new KeyFile(file).create(Scheme.ED25519);
    return new KeyReference.InFile(file);
  }

  /// What clients read.
  Path published() {
    return folder.resolve("public");
  }

  Editor editor(Instant now) {
    return new Editor(published(), now, config.terms());
  }

  /// The same with another configuration, which is written down.
  Workplace with(RepositoryConfig other) throws IOException {
    new RepositoryFile(folder).write(other);
    return new Workplace(folder, other);
  }

  /// Where a role's draft is, if it has one.
  Path draftFile(String role) {
    return folder.resolve("draft").resolve(role + ".json");
  }

  Optional<Document> draft(String role) throws IOException {
    Path file = draftFile(role);
    return Files.exists(file)
        ? Optional.of(Document.read(file.toString(), Files.readAllBytes(file)))
        : Optional.empty();
  }

  /// All that is drafted, by roles.
  Map<String, Document> drafts() throws IOException {
    Map<String, Document> drafts = new LinkedHashMap<>();
    for (String role : DRAFTED) {
      draft(role).ifPresent(draft -> drafts.put(role, draft));
    }
    return drafts;
  }

  void keep(String role, Document draft) throws IOException {
    Path file = draftFile(role);
    Files.createDirectories(file.resolveSibling(""));
    Replacement.write(file, draft.bytes());
  }

  void drop(String role) throws IOException {
    Files.deleteIfExists(draftFile(role));
  }

  /// The root to think on about: the one that is drafted, or the next one.
  RootDraft nextRoot(Editor editor) throws IOException {
    Optional<Document> draft = draft(RoleName.ROOT);
    return draft.isPresent()
        ? RootDraft.of(draft.get())
        : editor
            .newest(RoleName.ROOT)
            .map(RootDraft::after)
            .orElseThrow(() -> new ChoiceException("the repository in " + folder + " has no root"));
  }

  /// The targets to think on about: those that are drafted, or the next ones.
  TargetsDraft nextTargets(Editor editor) throws IOException {
    Optional<Document> draft = draft(RoleName.TARGETS);
    return draft.isPresent()
        ? TargetsDraft.of(draft.get())
        : editor.newest(RoleName.TARGETS).map(TargetsDraft::after).orElseGet(TargetsDraft::first);
  }
}
