package dev.carafe.image;

import dev.carafe.image.archive.DebPackage;
import dev.carafe.image.component.Blueprint;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Component.PreloadedImage;
import dev.carafe.image.content.Content;
import dev.carafe.image.kernel.KernelModules;
import dev.carafe.image.manifest.SystemName;
import dev.carafe.image.oci.ImageLayout;
import dev.carafe.image.root.Accounts;
import dev.carafe.image.root.TreeAssembler;
import dev.carafe.image.tree.FileTree;
import dev.carafe.settings.reading.CompiledSchema;
import dev.carafe.settings.schema.Schema;
import java.time.Instant;
import java.util.List;

/// The stage that puts a tree of the system together from its components.
final class UsrTree {
  private static final String SETTINGS = "usr/share/carafe/settings.json";
  private static final String IMAGES = "usr/share/carafe/images/";

  private UsrTree() {}

  /// The tree of the components that go into `target`, without the libraries that it needs.
  static FileTree assemble(
      Blueprint blueprint,
      Component.Target target,
      List<DebPackage> packages,
      KernelModules modules) {
    List<Component> components = blueprint.into(target);
    FileTree tree = TreeAssembler.assemble(components, packages);
    for (Component component : components) {
      component
          .kernel()
          .ifPresent(kernel -> modules.addTo(tree, kernel.modules(), component.name()));
    }
    return tree;
  }

  /// Adds what only `/usr` has: accounts, the system's name and settings, whose updates it
  /// believes, the images that come with it.
  static void addIdentity(
      FileTree tree,
      BuildRequest request,
      SystemName name,
      List<DebPackage> packages,
      Instant time) {
    Blueprint blueprint = request.blueprint();
    Accounts.write(blueprint.components(), tree);
    tree.text("usr/lib/os-release", name.osRelease(), "system");
    Schema settings =
        request
            .updates()
            .map(updates -> updates.defaultsIn(blueprint.settings()))
            .orElse(blueprint.settings());
    tree.text(SETTINGS, CompiledSchema.write(settings), "system");
    request.updates().ifPresent(updates -> updates.addTo(tree));
    Templates.check(settings, tree);
    Templates.addRendered(settings, tree);
    for (Component component : blueprint.into(Component.Target.USR)) {
      component
          .images()
          .forEach(
              (image, preloaded) -> addImage(tree, component, image, preloaded, packages, time));
    }
  }

  private static void addImage(
      FileTree tree,
      Component component,
      String name,
      PreloadedImage image,
      List<DebPackage> packages,
      Instant time) {
    DebPackage deb =
        packages.stream()
            .filter(candidate -> candidate.locked().name().equals(image.packageName()))
            .findFirst()
            .orElseThrow(() -> new MissingProgramException(component, image));
    Content program =
        deb.find(image.program())
            .map(entry -> new Content.FileRange(deb.tar(), entry.offset(), entry.size()))
            .orElseThrow(() -> new MissingProgramException(component, image));
    ImageLayout.addTo(
        tree, IMAGES + name, image.tag(), program, image.command(), time, component.name());
  }

  /// An image that comes with the system names a program that its package does not have.
  static final class MissingProgramException extends ImageException {
    private static final long serialVersionUID = 1L;

    MissingProgramException(Component component, PreloadedImage image) {
      super(
          "could not make an image for component '%s': package '%s' of the image has no file %s"
              .formatted(component.name(), image.packageName(), image.program()));
    }
  }
}
