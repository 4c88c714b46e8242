package dev.carafe.cli.repo;

import dev.carafe.cli.key.KeyReference;
import dev.carafe.cli.key.Keyring;
import dev.carafe.settings.json.Json;
import dev.carafe.trust.tuf.Editor;
import dev.carafe.trust.tuf.RoleName;
import dev.carafe.trust.tuf.Target;
import dev.carafe.trust.tuf.TargetPath;
import dev.carafe.trust.tuf.TargetsDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The targets of a repository, for those who make more of them than files by themselves. What is
/// added and removed is drafted once it is kept, and public once enough have signed it.
public final class RepositoryTargets {
  private final Workplace place;
  private final Instant now;
  private final Editor editor;
  private final TargetsDraft draft;

  private RepositoryTargets(Workplace place, Instant now, Editor editor, TargetsDraft draft) {
    this.place = place;
    this.now = now;
    this.editor = editor;
    this.draft = draft;
  }

  /// Those that are drafted, or else those that are public.
  ///
  /// @param folder in which the repository is made
  /// @throws ChoiceException if it is none
  public static RepositoryTargets open(Path folder, Instant now) throws IOException {
    Workplace place = Workplace.open(folder);
    Editor editor = place.editor(now);
    return new RepositoryTargets(place, now, editor, place.nextTargets(editor));
  }

  /// Those of a new repository, for which keys are made in its folder.
  ///
  /// @throws dev.carafe.cli.file.OverwriteException if there is one already
  public static RepositoryTargets begin(Path folder, Instant now) throws IOException {
    Workplace.demandNone(folder);
    List<KeyReference> none = List.of();
    var _ = NewRepository.of(folder, none, none, none, 1).draft(new Keyring(), now);
    return open(folder, now);
  }

  /// The repository's folder.
  public Path folder() {
    return place.folder();
  }

  /// The paths of all of them.
  public Set<String> paths() {
    return draft.paths();
  }

  /// The file of a target; nothing where there is no such target.
  ///
  /// @throws dev.carafe.trust.tuf.AlteredException if the file is not the target's
  public Optional<Path> file(String path) throws IOException {
    Optional<Target> target = draft.find(path);
    return target.isEmpty() ? Optional.empty() : Optional.of(editor.file(target.get()));
  }

  /// Adds a file, in the place of one that has its path.
  public void add(String path, Path file) throws IOException {
    draft.with(editor.add(new TargetPath(path), file, Json.object().build()));
  }

  /// Adds a document, in the place of one that has its path.
  public void add(String path, byte[] document) throws IOException {
    Path file = Files.createTempFile("carafe-", ".document");
    try {
      Files.write(file, document);
      add(path, file);
    } finally {
      Files.delete(file);
    }
  }

  /// Takes a target out. Its file stays: somebody may be downloading it.
  public void remove(String path) {
    draft.without(path);
  }

  /// Whether a root is, or was, the repository's. Its clients begin with one of these.
  public boolean has(UpdateRoot root) throws IOException {
    return editor.root(root.document().version()).filter(root::isSame).isPresent();
  }

  /// Drafts what was added and removed.
  public void keep() throws IOException {
    place.keep(RoleName.TARGETS, draft.draft(now, place.config().term(RoleName.TARGETS)));
  }

  /// Signs all that is drafted with the keys that are at hand, and publishes it.
  ///
  /// @param keys beside those of `repository.toml`
  /// @return what is lacking, for a person; nothing where it is public now
  public Optional<String> publish(List<KeyReference> keys) throws IOException {
    try {
      new Publishing(new Signing(place, new Keyring(), keys)).publish(editor, place.drafts());
      return Optional.empty();
    } catch (UnsignedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
