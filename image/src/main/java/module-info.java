import org.jspecify.annotations.NullMarked;

/// The builder: from a variant and a package archive to a verified disk image.
@NullMarked
module dev.carafe.image {
  requires static org.jspecify;
  requires transitive dev.carafe.settings;

  exports dev.carafe.image;
  exports dev.carafe.image.content;
  exports dev.carafe.image.cpio;
  exports dev.carafe.image.progress;
  exports dev.carafe.image.tree;
}
