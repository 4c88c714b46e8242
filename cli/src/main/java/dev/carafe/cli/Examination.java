package dev.carafe.cli;

import java.nio.file.Path;
import java.util.Optional;

/// What is known of each thing -> what to think of it. All pure.
final class Examination {
  private static final int JAVA = 25;
  private static final long DISK_GIGABYTES = 6;
  private static final String PROCESSOR = "amd64";

  private Examination() {}

  static Diagnosis java(Runtime.Version version) {
    return version.feature() >= JAVA
        ? Diagnosis.good("java", version.toString())
        : Diagnosis.missing(
            "java", "expected 25 or later, found " + version, "set JAVA_HOME to a JDK 25");
  }

  /// What comes from the archive is built for one kind of processor.
  static Diagnosis system(String name, String processor) {
    return name.equals("Linux") && processor.equals(PROCESSOR)
        ? Diagnosis.good("system", name + " on " + processor)
        : Diagnosis.missing(
            "system",
            "expected Linux on %s, found %s on %s".formatted(PROCESSOR, name, processor),
            "use another machine: the builder's tools run only there");
  }

  static Diagnosis memory(Optional<String> complaint) {
    return complaint
        .map(why -> Diagnosis.missing("memory", why, "close programs, or run with less --memory"))
        .orElseGet(() -> Diagnosis.good("memory", "a machine of 1024 MB fits"));
  }

  static Diagnosis disk(Path cache, long freeBytes) {
    long gigabytes = freeBytes >> 30;
    return gigabytes >= DISK_GIGABYTES
        ? Diagnosis.good("disk", "%d GiB free for %s".formatted(gigabytes, cache))
        : Diagnosis.missing(
            "disk",
            "expected %d GiB free for %s, found %d".formatted(DISK_GIGABYTES, cache, gigabytes),
            "make room, or choose another place with --cache");
  }

  static Diagnosis cacheFolder(Path cache, boolean writable) {
    return writable
        ? Diagnosis.good("cache", cache.toString())
        : Diagnosis.missing(
            "cache", "could not write to " + cache, "choose another place with --cache");
  }

  /// @param tools whether the cache has what machines run from
  static Diagnosis network(String host, boolean answers, boolean tools) {
    if (answers) {
      return Diagnosis.good("network", host + " answers");
    }
    String mend = "set http_proxy, or choose a mirror with --mirror";
    return tools
        ? Diagnosis.poor("network", "no answer from " + host, mend + "; --offline works")
        : Diagnosis.missing("network", "no answer from " + host, mend);
  }

  static Diagnosis tools(boolean there) {
    return there
        ? Diagnosis.good("tools", "QEMU and its firmware are in the cache")
        : Diagnosis.poor("tools", "QEMU is not in the cache yet", "the first run fetches it");
  }

  static Diagnosis kvm(boolean device, boolean works) {
    String mend = "nothing to do; machines are emulated, which is slower";
    if (works) {
      return Diagnosis.good("kvm", "a machine ran with it");
    }
    return device
        ? Diagnosis.poor("kvm", "/dev/kvm is there, but no machine was seen to run with it", mend)
        : Diagnosis.poor("kvm", "no /dev/kvm", mend);
  }

  static Diagnosis port(int port, Optional<String> complaint) {
    return complaint
        .map(why -> Diagnosis.poor("port", why, "run with another --port"))
        .orElseGet(() -> Diagnosis.good("port", port + " is free"));
  }
}
