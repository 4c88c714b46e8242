package dev.carafe.cli.release;

import dev.carafe.image.delta.ImageContent;
import dev.carafe.trust.release.Payload;
import dev.carafe.trust.release.Release;

/// What nodes download of a system, each part by itself.
enum Part {
  USR("usr"),
  KERNEL("kernel");

  private final String word;

  Part(String word) {
    this.word = word;
  }

  /// `usr`, as in names of files.
  String word() {
    return word;
  }

  ImageContent of(OpenSystem system) {
    return switch (this) {
      case USR -> system.usr();
      case KERNEL -> system.kernel();
    };
  }

  Payload of(Release release) {
    return switch (this) {
      case USR -> release.usr().payload();
      case KERNEL -> release.kernel().payload();
    };
  }
}
