import org.jspecify.annotations.NullMarked;

/// Machines to boot images in: QEMU, a registry, container images without a container engine.
@NullMarked
module dev.carafe.lab {
  requires static org.jspecify;
  requires transitive dev.carafe.image;
  requires java.net.http;
  requires jdk.httpserver;
  requires com.fasterxml.jackson.core;
  requires com.google.cloud.tools.jib;
  requires com.google.cloud.tools.jib.api.buildplan;

  exports dev.carafe.lab;
  exports dev.carafe.lab.metadata;
  exports dev.carafe.lab.task;
  exports dev.carafe.lab.web;
}
