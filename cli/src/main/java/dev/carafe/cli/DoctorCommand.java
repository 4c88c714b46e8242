package dev.carafe.cli;

import dev.carafe.image.archive.ArchiveConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `carafe doctor`.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks whether this machine has what building and booting take.")
final class DoctorCommand implements java.util.concurrent.Callable<Integer> {
  private static final int LACKING = 6;
  private static final long DISK = 6L << 30;
  private static final int JAVA = 25;
  private static final int LIMIT_MILLIS = 3000;

  @Mixin BuildOptions options = new BuildOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = findings();
    for (Finding finding : findings) {
      out.printf(
          "%-8s %-8s %s%n", finding.good() ? "ok" : "MISSING", finding.what(), finding.detail());
    }
    out.flush();
    return findings.stream().allMatch(Finding::good) ? 0 : LACKING;
  }

  private List<Finding> findings() throws IOException {
    List<Finding> findings = new ArrayList<>();
    int java = Runtime.version().feature();
    findings.add(new Finding("java", java >= JAVA, "version " + Runtime.version()));
    Path cache = Workshop.cacheFolder(options);
    Files.createDirectories(cache);
    long free = Files.getFileStore(cache).getUsableSpace();
    findings.add(
        new Finding(
            "disk", free >= DISK, "%d GB free for %s; 6 are needed".formatted(free >> 30, cache)));
    boolean offline = options.offline;
    String host = Optional.ofNullable(options.mirror).orElse(ArchiveConfig.DEBIAN).getHost();
    boolean reached = offline || reaches(host);
    findings.add(
        new Finding(
            "network",
            reached,
            offline ? "not needed" : reached ? host : "no answer from " + host + "; try --mirror"));
    boolean kvm = Files.isWritable(Path.of("/dev/kvm"));
    findings.add(
        new Finding(
            "qemu",
            true,
            "comes from the archive; "
                + (kvm ? "/dev/kvm is there" : "no /dev/kvm")
                + "; machines are emulated"));
    return findings;
  }

  private static boolean reaches(String host) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, 80), LIMIT_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private record Finding(String what, boolean good, String detail) {}
}
