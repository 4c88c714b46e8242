package dev.carafe.image.component;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.settings.Located;
import dev.carafe.settings.Position;
import dev.carafe.settings.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A part of the operating system: which packages it needs and which of their files, its own files,
/// and what they need to work. Read from `component.toml` in a folder of the component's name; the
/// format stands in `docs/formats/component.md`.
///
/// @param requires other components that must be in the image too
/// @param wants systemd target -> units that it starts
/// @param links path -> target of a symbolic link
/// @param bundles path -> pattern over package files that are joined there, in the order of their
///   paths
/// @param files the folder of its own files, if it has one
/// @param folders path -> a folder from elsewhere that is laid there
/// @param claims the paths that it takes by itself
/// @param settings what it declares of its settings
/// @param digest of everything in its folder and in those
public record Component(
    String name,
    String description,
    Target into,
    List<Located<String>> requires,
    List<PackageSelection> packages,
    Optional<KernelSelection> kernel,
    Map<String, Account> users,
    Map<String, Integer> groups,
    Map<String, List<Located<String>>> wants,
    Map<String, String> links,
    Map<String, Located<PathPattern>> bundles,
    Map<String, PreloadedImage> images,
    Optional<JavaProgram> java,
    Optional<GoSource> go,
    Optional<ContainerStart> container,
    Optional<Path> files,
    Map<String, Path> folders,
    List<Claim> claims,
    Optional<Schema> settings,
    Sha256 digest) {

  public Component {
    requires = List.copyOf(requires);
    packages = List.copyOf(packages);
    users = Map.copyOf(users);
    groups = Map.copyOf(groups);
    wants = Map.copyOf(wants);
    links = Map.copyOf(links);
    bundles = Map.copyOf(bundles);
    images = Map.copyOf(images);
    folders = Map.copyOf(folders);
    claims = List.copyOf(claims);
  }

  /// Which tree a component's files go into.
  public enum Target {
    USR,
    INITRD
  }

  /// A package, or a pattern over the packages that others bring along, and the files taken from
  /// it. Shared libraries that programs are linked to need not be named.
  ///
  /// @param without packages that it depends on and that stay out
  public record PackageSelection(
      PathPattern name, Position position, Set<String> without, List<Located<PathPattern>> files) {
    public PackageSelection {
      without = Set.copyOf(without);
      files = List.copyOf(files);
    }
  }

  /// Which kernel and which of its modules.
  ///
  /// @param image the kernel's path in its package, where this component brings the kernel
  /// @param modules patterns over paths below `kernel/` without `.ko`; what modules depend on comes
  ///   along
  public record KernelSelection(
      Optional<Located<PathPattern>> image, List<Located<PathPattern>> modules) {
    public KernelSelection {
      modules = List.copyOf(modules);
    }
  }

  /// A system user with the group of its name. Nobody can log in.
  public record Account(int id, String home) {}

  /// A container image that comes with the system: one static program.
  public record PreloadedImage(
      String tag, String packageName, String program, List<String> command) {
    public PreloadedImage {
      command = List.copyOf(command);
    }
  }

  /// What is started in a container of an image, where the component is one.
  ///
  /// @param command the image's entry point
  /// @param environment variables, as `NAME=VALUE`
  public record ContainerStart(List<String> command, List<String> environment) {
    public ContainerStart {
      command = List.copyOf(command);
      environment = List.copyOf(environment);
    }
  }

  /// Programs that are built of Go modules.
  ///
  /// @param module the folder with `go.mod` and `go.sum`, which pin every module
  /// @param toolchain the Go that builds them, which `go.mod` names: `go1.27.3`
  /// @param programs path in the image -> package that it is built of
  /// @param tags that choose among the files of packages
  /// @param variables of packages, set when they are linked
  public record GoSource(
      Path module,
      String toolchain,
      Map<String, String> programs,
      List<String> tags,
      Map<String, String> variables) {
    public GoSource {
      programs = Map.copyOf(programs);
      tags = List.copyOf(tags);
      variables = Map.copyOf(variables);
    }
  }

  /// A Java program with its run-time.
  ///
  /// @param application which of the builder's applications, by name; or the last part of its
  ///   folder's
  /// @param folder of its jars, where it is none of the builder's
  /// @param install where its jars go
  /// @param runtime where its cut run-time goes
  /// @param modules of the Java platform that it needs
  /// @param options of the virtual machine, the same when the class-data archive is made as when it
  ///   is used
  public record JavaProgram(
      String application,
      Optional<Path> folder,
      String install,
      String runtime,
      String main,
      List<String> modules,
      List<String> options) {
    public JavaProgram {
      modules = List.copyOf(modules);
      options = List.copyOf(options);
    }
  }
}
