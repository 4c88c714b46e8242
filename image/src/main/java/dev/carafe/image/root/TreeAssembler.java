package dev.carafe.image.root;

import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.component.Claim;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.PackageSelection;
import dev.carafe.image.component.PathPattern;
import dev.carafe.image.content.Content;
import dev.carafe.image.root.PackageFiles.Found;
import dev.carafe.image.tree.CollisionException;
import dev.carafe.image.tree.FileTree;
import dev.carafe.image.tree.TreeEntry;
import dev.carafe.settings.Located;
import dev.carafe.settings.Position;
import dev.carafe.settings.Problem;
import dev.carafe.settings.ProblemsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Puts the files of components together: what they select of packages, their own files, links,
/// bundles and units.
public final class TreeAssembler {
  static final String UNITS = "usr/lib/systemd/system/";

  private final PackageFiles packages;
  private final FileTree tree = new FileTree();
  private final List<Problem> problems = new ArrayList<>();

  private TreeAssembler(List<DebPackage> packages) {
    this.packages = new PackageFiles(packages);
  }

  /// The tree of some components, without the libraries that it needs.
  ///
  /// @throws ProblemsException with every selection that matches nothing, every unit that is not
  ///   there, and every path at which two components have different things
  public static FileTree assemble(List<Component> components, List<DebPackage> packages) {
    TreeAssembler assembler = new TreeAssembler(packages);
    components.forEach(assembler::add);
    components.forEach(assembler::enable);
    if (!assembler.problems.isEmpty()) {
      throw new ProblemsException(assembler.problems);
    }
    return assembler.tree;
  }

  /// Adds the shared libraries that a tree's programs are linked to.
  public static void addLibraries(FileTree tree, List<DebPackage> packages) {
    Libraries.complete(tree, new PackageFiles(packages));
  }

  private void add(Component component) {
    for (PackageSelection selection : component.packages()) {
      Predicate<String> named = selection.name().compile("").asMatchPredicate();
      for (Located<PathPattern> pattern : selection.files()) {
        select(component, selection.name().text(), named, pattern);
      }
    }
    component.files().ifPresent(folder -> addFiles(component, folder, ""));
    component.folders().forEach((place, folder) -> addFiles(component, folder, place + "/"));
    component
        .links()
        .forEach((path, target) -> putOwn(new TreeEntry.Symlink(path, target), component));
    component
        .bundles()
        .forEach((path, pattern) ->
            putOwn(new TreeEntry.RegularFile(path, 0644, bundle(pattern)), component));
  }

  private void select(
      Component component,
      String packageName,
      Predicate<String> named,
      Located<PathPattern> pattern) {
    List<Found> found = find(named, pattern.value());
    if (found.isEmpty()) {
      problems.add(
          new Problem(
              pattern.position(),
              "'" + pattern.value().text() + "' is in no package '" + packageName + "'",
              "name a file that the package has"));
    }
    for (Found file : found) {
      put(file.toEntry(), pattern.position(), component);
      if (file.toEntry() instanceof TreeEntry.Symlink) {
        packages.of(file.deb().locked().name()).values().stream()
            .filter(target -> target.path().equals(file.target()))
            .forEach(target -> put(target.toEntry(), pattern.position(), component));
      }
    }
  }

  private List<Found> find(Predicate<String> named, PathPattern pattern) {
    Pattern paths = pattern.compile("");
    List<Found> found = new ArrayList<>();
    for (String name : packages.packages()) {
      if (named.test(name)) {
        packages.of(name).values().stream()
            .filter(file -> paths.matcher(file.path()).matches())
            .forEach(found::add);
      }
    }
    return found;
  }

  private void addFiles(Component component, Path folder, String below) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted().toList()) {
        String place = below + folder.relativize(path);
        if (Files.isSymbolicLink(path)) {
          putOwn(new TreeEntry.Symlink(place, Files.readSymbolicLink(path).toString()), component);
        } else if (Files.isRegularFile(path)) {
          int mode = Files.isExecutable(path) ? 0755 : 0644;
          putOwn(
              new TreeEntry.RegularFile(place, mode, Content.of(Files.readAllBytes(path))),
              component);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder + ": " + e.getMessage(), e);
    }
  }

  private void putOwn(TreeEntry entry, Component component) {
    Position position =
        component.claims().stream()
            .filter(claim -> claim.path().equals(entry.path()))
            .findFirst()
            .map(Claim::position)
            .orElseGet(() -> new Position(component.name(), 1, 1));
    put(entry, position, component);
  }

  private void put(TreeEntry entry, Position position, Component component) {
    try {
      tree.put(entry, component.name());
    } catch (CollisionException e) {
      problems.add(
          new Problem(
              position,
              "/" + entry.path() + " is something else in component '" + e.first() + "'",
              "leave it out of one of them"));
    }
  }

  private Content bundle(Located<PathPattern> pattern) {
    var joined = new java.io.ByteArrayOutputStream();
    WritableByteChannel target = Channels.newChannel(joined);
    try {
      for (Found file : find(_ -> true, pattern.value())) {
        file.content().writeTo(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not join files: " + e.getMessage(), e);
    }
    if (joined.size() == 0) {
      missing(pattern.position(), "'" + pattern.value().text() + "' matches no file");
    }
    return Content.of(joined.toByteArray());
  }

  private void enable(Component component) {
    component
        .wants()
        .forEach((target, units) -> {
          for (Located<String> unit : units) {
            String name = unit.value();
            if (tree.find(UNITS + name).isEmpty()) {
              missing(unit.position(), "no unit '" + name + "' in the image");
            }
            tree.link(UNITS + target + ".wants/" + name, "../" + name, component.name());
          }
        });
  }

  private void missing(Position position, String found) {
    problems.add(new Problem(position, found, "name one that a component brings"));
  }
}
