package dev.carafe.image.kernel;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.DebEntry;
import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.component.PathPattern;
import dev.carafe.image.content.Content;
import dev.carafe.image.content.ContentCache;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.image.tree.FileTree;
import dev.carafe.settings.Located;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/// The modules of a kernel package: decompressed, with `depmod`'s index over just those that an
/// image has.
///
/// Decompression keeps the signature that Debian appends to each.
public final class KernelModules {
  private static final String MODULES = "usr/lib/modules/";
  private static final List<String> LISTS =
      List.of("modules.builtin", "modules.builtin.modinfo", "modules.order");

  private final DebPackage kernel;
  private final ContentCache cache;
  private final ToolsTree tools;
  private final String version;

  private KernelModules(DebPackage kernel, ContentCache cache, ToolsTree tools, String version) {
    this.kernel = kernel;
    this.cache = cache;
    this.tools = tools;
    this.version = version;
  }

  /// The modules of whichever of these packages has a kernel's.
  public static KernelModules of(List<DebPackage> packages, ContentCache cache, ToolsTree tools) {
    for (DebPackage candidate : packages) {
      for (DebEntry entry : candidate.entries()) {
        String path = merged(entry.path());
        if (path.startsWith(MODULES) && path.indexOf('/', MODULES.length()) > 0) {
          String version = path.substring(MODULES.length(), path.indexOf('/', MODULES.length()));
          return new KernelModules(candidate, cache, tools, version);
        }
      }
    }
    throw new NoKernelException();
  }

  /// The kernel's release, as `uname -r` says it.
  public String version() {
    return version;
  }

  /// Adds the modules that match a selection, and those that they depend on.
  ///
  /// @throws ProblemsException if a pattern matches no module
  public void addTo(FileTree tree, List<Located<PathPattern>> selection, String owner) {
    Path all = indexed("all", _ -> true);
    ModuleDependencies dependencies = ModuleDependencies.parse(read(all.resolve("modules.dep")));
    NavigableSet<String> chosen = choose(dependencies, selection);
    Path subset = indexed(Sha256.of(String.join("\n", chosen)).hex(), chosen::contains);
    try (Stream<Path> files = Files.walk(subset)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = subset.relativize(file).toString();
        if (name.endsWith(".ko") || name.endsWith(".bin")) {
          tree.file(MODULES + version + "/" + name, Content.of(file), false, owner);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not list " + subset + ": " + e.getMessage(), e);
    }
  }

  private static NavigableSet<String> choose(
      ModuleDependencies dependencies, List<Located<PathPattern>> selection) {
    List<Problem> problems = new ArrayList<>();
    NavigableSet<String> chosen = new TreeSet<>();
    for (Located<PathPattern> pattern : selection) {
      Pattern paths = pattern.value().compile("\\.ko");
      List<String> matching =
          dependencies.modules().stream()
              .filter(module -> paths.matcher(module.substring("kernel/".length())).matches())
              .toList();
      if (matching.isEmpty()) {
        problems.add(
            new Problem(
                pattern.position(),
                "no module '" + pattern.value().text() + "' in this kernel",
                "name a module below kernel/, without .ko"));
      }
      matching.forEach(module -> chosen.addAll(dependencies.closure(module)));
    }
    if (!problems.isEmpty()) {
      throw new ProblemsException(problems);
    }
    return chosen;
  }

  /// A folder `VERSION` with modules and their index.
  private Path indexed(String name, Predicate<String> chosen) {
    String key = "modules/%s-%s".formatted(kernel.locked().digest().hex().substring(0, 16), name);
    Path made =
        cache.derive(
            key,
            there -> Files.isRegularFile(there.resolve("complete")),
            fresh -> {
              Path folder = fresh.resolve("lib/modules").resolve(version);
              unpack(folder, chosen);
              tools.command("depmod", "-b", fresh.toString(), version).run();
              Files.createFile(fresh.resolve("complete"));
            });
    return made.resolve("lib/modules").resolve(version);
  }

  private void unpack(Path folder, Predicate<String> chosen) throws IOException {
    String prefix = MODULES + version + "/";
    for (DebEntry entry : kernel.entries()) {
      String path = merged(entry.path());
      if (entry.type() != DebEntry.Type.FILE || !path.startsWith(prefix)) {
        continue;
      }
      String name = path.substring(prefix.length()).replaceFirst("\\.ko\\.xz$", ".ko");
      boolean wanted = LISTS.contains(name) || (name.endsWith(".ko") && chosen.test(name));
      if (wanted) {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = kernel.open(entry);
            InputStream plain = path.endsWith(".xz") ? new XZInputStream(in) : in) {
          Files.copy(plain, target);
        }
      }
    }
  }

  private static String merged(String path) {
    return path.startsWith("lib/") ? "usr/" + path : path;
  }

  private static String read(Path file) {
    try {
      return Files.readAllLines(file).stream().collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
    }
  }
}
