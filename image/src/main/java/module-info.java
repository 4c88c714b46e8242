import org.jspecify.annotations.NullMarked;

/// The builder: from a variant and a package archive to a verified disk image.
@NullMarked
module dev.carafe.image {
  requires static org.jspecify;
  requires transitive dev.carafe.disk;
  requires transitive dev.carafe.settings;
  requires transitive com.fasterxml.jackson.core;
  requires java.net.http;
  requires org.bouncycastle.lts.pg;
  requires org.bouncycastle.lts.prov;
  requires org.tukaani.xz;

  exports dev.carafe.image.archive;
  exports dev.carafe.image.component;
  exports dev.carafe.image.content;
  exports dev.carafe.image.cpio;
  exports dev.carafe.image.delta;
  exports dev.carafe.image.elf;
  exports dev.carafe.image.erofs;
  exports dev.carafe.image.go;
  exports dev.carafe.image.inspect;
  exports dev.carafe.image.java;
  exports dev.carafe.image.kernel;
  exports dev.carafe.image.manifest;
  exports dev.carafe.image.oci;
  exports dev.carafe.image.process;
  exports dev.carafe.image.progress;
  exports dev.carafe.image.tar;
  exports dev.carafe.image.tools;
  exports dev.carafe.image.qcow2;
  exports dev.carafe.image.secureboot;
  exports dev.carafe.image.signing;
  exports dev.carafe.image.root;
  exports dev.carafe.image.tree;
  exports dev.carafe.image.fat;
  exports dev.carafe.image.uki;
  exports dev.carafe.image;
}
