import org.jspecify.annotations.NullMarked;

/// Machines to boot images in: QEMU, a registry, container images without a container engine.
@NullMarked
module dev.carafe.lab {
  requires static org.jspecify;
  requires transitive dev.carafe.image;
  requires transitive dev.carafe.settings;
}
