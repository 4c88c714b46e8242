package dev.carafe.node.problems;

import dev.carafe.node.host.Journal;
import dev.carafe.node.kernel.KernelCrash;
import dev.carafe.node.kernel.KernelMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells of kernels that have stopped in earlier boots, once: to the flight recorder with all their
/// last words, to everybody else with the reason.
///
/// A kernel stops when it finds a mistake of its own, or a block of the system that is damaged. So
/// these can be told only now, and what was wrong then is held to be wrong still.
public final class CrashReport {
  private static final Set<ProblemKind> TO_THE_END =
      EnumSet.of(ProblemKind.KERNEL_OOPS, ProblemKind.CORRUPTED_BLOCK);

  private final Path folder;
  private final Problems problems;
  private final Recorder recorder;
  private final Journal journal;

  /// Takes the last words of a kernel, and returns when they are on the disk, or never will be.
  @FunctionalInterface
  public interface Recorder {
    void record(List<String> lines) throws InterruptedException;
  }

  /// @param folder where the kernel shows what the machine has kept, `/sys/fs/pstore`
  public CrashReport(Path folder, Problems problems, Recorder recorder, Journal journal) {
    this.folder = folder;
    this.problems = problems;
    this.recorder = recorder;
    this.journal = journal;
  }

  /// Tells, and makes room for another crash's.
  public void tell() throws InterruptedException {
    try {
      for (KernelCrash crash : KernelCrash.all(folder)) {
        recorder.record(crash.lines());
        for (Finding finding : findings(crash)) {
          problems.found(finding, crash.time(), true);
        }
        crash.forget();
      }
    } catch (IOException e) {
      journal.warning("could not read what an earlier kernel said last: " + e.getMessage());
    }
  }

  private static List<Finding> findings(KernelCrash crash) {
    List<Finding> findings = new ArrayList<>();
    KernelProblems kernel = new KernelProblems();
    for (String line : crash.lines()) {
      kernel
          .find(KernelMessage.kernels(text(line)))
          .filter(finding -> TO_THE_END.contains(finding.kind()))
          .ifPresent(findings::add);
    }
    if (crash.stopped()) {
      findings.add(
          Finding.event(ProblemKind.KERNEL_CRASH, "in a boot before: " + crash.reason(), Map.of()));
    }
    return findings;
  }

  /// `[ 1.200000] text`.
  private static String text(String line) {
    int end = line.startsWith("[") ? line.indexOf("] ") : -1;
    return end < 0 ? line : line.substring(end + 2);
  }
}
