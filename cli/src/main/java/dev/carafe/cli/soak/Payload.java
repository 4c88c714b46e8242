package dev.carafe.cli.soak;

import dev.carafe.disk.bytes.Sha256;
import java.util.Random;

/// A large file that nobody can pack, in an image of its own and a pod of its own.
///
/// @param seed the campaign's
/// @param number from 1 on
record Payload(long seed, long number) {
  static final int BYTES = 8 << 20;
  static final String CONTAINER = "keeper";

  /// The pod.
  String pod() {
    return "payload-" + number;
  }

  /// The image's name in the lab's registry, with its tag.
  String image() {
    return "payload:" + number;
  }

  byte[] content() {
    byte[] content = new byte[BYTES];
    new Random(seed * 41 + number).nextBytes(content);
    return content;
  }

  String checksum() {
    return Sha256.of(content()).hex();
  }

  /// The pod in settings, as JSON.
  String settings() {
    return """
    {"pods":{"%s":{"spec":{"terminationGracePeriodSeconds":0,
    "containers":[{"name":"%s","image":"carafe.lab/%s",
    "command":["/bin/busybox","sleep","1000000"],
    "volumeMounts":[{"name":"data","mountPath":"/data"}]}],
    "volumes":[{"name":"data","emptyDir":{}}]}}}}
    """
        .formatted(pod(), CONTAINER, image());
  }
}
