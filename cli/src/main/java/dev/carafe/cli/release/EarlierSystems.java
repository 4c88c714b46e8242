package dev.carafe.cli.release;

import dev.carafe.cli.file.WorkFolder;
import dev.carafe.cli.repo.RepositoryTargets;
import dev.carafe.disk.zstd.Zstd;
import dev.carafe.trust.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The releases from which a new one gets deltas.
record EarlierSystems(List<EarlierSystem> list, WorkFolder folder) implements AutoCloseable {
  EarlierSystems {
    list = List.copyOf(list);
  }

  /// @param builds that are at hand
  /// @param work where a folder may be made for what is unpacked
  static EarlierSystems of(
      List<Release> releases,
      RepositoryTargets targets,
      List<BuiltSystem> builds,
      Zstd zstd,
      Path work)
      throws IOException {
    WorkFolder folder = WorkFolder.in(work);
    List<EarlierSystem> systems = new ArrayList<>();
    for (Release release : releases) {
      Optional<BuiltSystem> built = of(release, builds);
      systems.add(
          new EarlierSystem(
              release,
              built.isPresent() ? Map.of() : payloads(release, targets),
              built,
              zstd,
              folder.path()));
    }
    return new EarlierSystems(systems, folder);
  }

  private static Map<Part, PayloadFile> payloads(Release release, RepositoryTargets targets)
      throws IOException {
    Map<Part, PayloadFile> payloads = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      targets
          .file(part.of(release).full().target())
          .ifPresent(file -> payloads.put(part, new PayloadFile(file)));
    }
    return payloads;
  }

  private static Optional<BuiltSystem> of(Release release, List<BuiltSystem> builds) {
    return builds.stream()
        .filter(built ->
            built.variant().equals(release.variant())
                && built.architecture().equals(release.architecture())
                && built.version().equals(release.version()))
        .findFirst();
  }

  @Override
  public void close() throws IOException {
    for (EarlierSystem system : list) {
      system.close();
    }
    folder.close();
  }
}
