package dev.carafe.cli.release;

import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.delta.ImageContent;
import dev.carafe.trust.release.Artifact;
import dev.carafe.trust.release.Delta;
import dev.carafe.trust.release.Kernel;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.PcrValue;
import dev.carafe.trust.release.Release;
import dev.carafe.trust.release.Usr;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a release of a build: each part whole and as deltas, and what tells of it.
///
/// The format is written down in `docs/formats/release.md`.
record ReleaseMaker(PayloadMaker payloads, RepositoryTargets targets) {
  /// Makes all files, then copies them into the repository.
  ///
  /// @param system the build's, open
  /// @param earlier from which there are to be deltas
  Release make(
      BuiltSystem built, OpenSystem system, List<EarlierSystem> earlier, ReleaseTerms terms)
      throws IOException {
    ReleaseFiles files = new ReleaseFiles(built);
    Payload usr = payload(Part.USR, system, earlier, files);
    Payload kernel = payload(Part.KERNEL, system, earlier, files);
    Release release =
        new Release(
            built.version(),
            built.variant(),
            built.architecture(),
            terms.least(),
            terms.most(),
            terms.notes(),
            new Usr(system.rootHash(), usr, Optional.empty()),
            new Kernel(String.valueOf(built.kernel().getFileName()), kernel),
            files.put("sbom.cdx.json", built.bill()),
            files.put("manifest.json", built.manifest()),
            measured(built),
            terms.waves());
    files.addTo(targets);
    return release;
  }

  /// A delta that is no smaller than the whole is left out.
  private Payload payload(
      Part part, OpenSystem system, List<EarlierSystem> earlier, ReleaseFiles files)
      throws IOException {
    ImageContent content = part.of(system);
    String title = "packing %s of %s".formatted(part.word(), system.version());
    long unpacked = content.target().size();
    List<PayloadFile> before = earlier.stream().flatMap(each -> each.whole(part).stream()).toList();
    Artifact full =
        files.put(part.word() + ".full", payloads.whole(title, before, content), unpacked);
    List<Delta> deltas = new ArrayList<>();
    for (EarlierSystem from : earlier) {
      String version = ReleaseFiles.plain(from.version());
      PayloadFile patch = payloads.patch(title + " from " + version, from, part, content);
      if (Files.size(patch.path()) < full.size()) {
        String name = "%s-from-%s.delta".formatted(part.word(), version);
        deltas.add(new Delta(from.rootHash(), from.version(), files.put(name, patch, unpacked)));
      }
    }
    return new Payload(full, deltas);
  }

  private static List<PcrValue> measured(BuiltSystem built) throws IOException {
    Optional<Sha256> measured = built.measurement();
    return measured.isPresent()
        ? ForetoldRegisters.of(measured.get(), built.measuresItself())
        : List.of();
  }
}
