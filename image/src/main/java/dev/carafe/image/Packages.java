package dev.carafe.image;

import dev.carafe.image.archive.PackageRequest;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.PackageSelection;
import dev.carafe.image.component.PathPattern;
import dev.carafe.image.go.Go;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a build asks of the package archive.
final class Packages {
  /// What the builder runs, and a library that it calls. `libc-bin` keeps glibc from reading the
  /// machine's own locale.
  static final List<PackageRequest> TOOLS =
      List.of(
          PackageRequest.of("erofs-utils"),
          PackageRequest.of("kmod"),
          PackageRequest.of("libc-bin"),
          PackageRequest.of("libzstd1"),
          new PackageRequest(
              "openjdk-25-jdk-headless",
              Set.of("ca-certificates-java", "java-common", "util-linux")),
          PackageRequest.of("systemd-boot-efi"));

  /// What builds programs of a component's source. Go does not say that it needs the C library,
  /// which `libc-bin` brings.
  private static final List<PackageRequest> COMPILERS =
      List.of(PackageRequest.of("libc-bin"), PackageRequest.of(Go.PACKAGE));

  private Packages() {}

  /// What has to build something; nothing where all that components bring is built.
  static List<PackageRequest> compilers(List<Component> components) {
    boolean any = components.stream().anyMatch(component -> component.go().isPresent());
    return any ? COMPILERS : List.of();
  }

  /// The packages that components name, each without what any component leaves out.
  static List<PackageRequest> requests(List<Component> components) {
    Set<String> without = new HashSet<>();
    Set<String> names = new TreeSet<>();
    for (Component component : components) {
      for (PackageSelection selection : component.packages()) {
        without.addAll(selection.without());
        PathPattern name = selection.name();
        if (name.isLiteral()) {
          names.add(name.text());
        }
      }
    }
    List<PackageRequest> requests = new ArrayList<>();
    for (String name : names) {
      requests.add(new PackageRequest(name, without));
    }
    return requests;
  }
}
