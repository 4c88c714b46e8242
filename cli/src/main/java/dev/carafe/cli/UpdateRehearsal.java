package dev.carafe.cli;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.cli.release.ReleaseCreation;
import dev.carafe.cli.release.ReleaseTerms;
import dev.carafe.cli.release.ReleaseWish;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.cli.soak.OfferedUpdate;
import dev.carafe.image.BuiltImage;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.image.progress.Progress;
import dev.carafe.trust.release.Waves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Two versions of a system that differ in little more, and a repository that offers the newer one:
/// what nodes rehearse updates with.
///
/// @param home the checkout
/// @param folder of all of it
record UpdateRehearsal(Path home, Path folder) {
  private static final String VARIANT = "plain";
  private static final String FROM = "0.1.0";
  private static final String TO = "0.2.0";
  private static final ReleaseWish WISH =
      new ReleaseWish(
          "stable",
          1,
          false,
          new ReleaseTerms(Optional.empty(), Optional.empty(), "", Waves.none()));

  /// Builds both, and releases them, in the place of earlier ones.
  OfferedUpdate make(BuildOptions options, Progress progress) throws IOException {
    if (Files.exists(folder)) {
      new WorkFolder(folder).close();
    }
    var _ = RepositoryTargets.begin(repository(), Instant.now()).publish(List.of());
    BuiltImage before = build(FROM, options, progress);
    BuiltImage after = build(TO, options, progress);
    RepositoryTargets targets = RepositoryTargets.open(repository(), Instant.now());
    Workshop workshop = new Workshop(home, options, progress);
    ReleaseCreation creation =
        new ReleaseCreation(targets, workshop.zstd(), workshop.cache(), progress);
    creation.know(before.manifest());
    var _ = creation.create(before.manifest(), WISH);
    var _ = creation.create(after.manifest(), WISH);
    targets.keep();
    return published(targets);
  }

  /// What was made another day, signed anew.
  OfferedUpdate again() throws IOException {
    return published(RepositoryTargets.open(repository(), Instant.now()));
  }

  private OfferedUpdate published(RepositoryTargets targets) throws IOException {
    Optional<String> lacking = targets.publish(List.of());
    if (lacking.isPresent()) {
      throw new IOException("could not publish in " + repository() + ": " + lacking.get());
    }
    String name = "carafe-" + VARIANT + "-" + FROM;
    return new OfferedUpdate(
        output(FROM).resolve(name + ".raw"),
        KernelFile.of(output(FROM).resolve(name + ".efi")).demandRootHash(),
        FROM,
        TO,
        repository().resolve("public"));
  }

  private BuiltImage build(String version, BuildOptions options, Progress progress) {
    Path root = repository().resolve("public/metadata/1.root.json");
    return new Workshop(home, options.updated(version, output(version), root), progress)
        .build(VARIANT);
  }

  private Path repository() {
    return folder.resolve("os");
  }

  private Path output(String version) {
    return folder.resolve(version);
  }
}
