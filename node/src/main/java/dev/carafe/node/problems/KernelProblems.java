package dev.carafe.node.problems;

import dev.carafe.node.kernel.KernelMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Knows the kernel's words for what goes wrong. For one thread, which gives it all messages in
/// their order: what an out-of-memory kill is about stands in the message before it.
///
/// Only what the kernel itself says counts: a privileged container may write to its log too.
///
/// Sources, of Linux: `mm/oom_kill.c`, `kernel/hung_task.c`, `kernel/watchdog.c`,
/// `kernel/rcu/tree_stall.h`, `fs/ext4/super.c`, `fs/xfs/xfs_fsops.c`, `fs/buffer.c`,
/// `block/blk-core.c`, `drivers/md/dm-verity-target.c`, `arch/x86/kernel/dumpstack.c`.
final class KernelProblems {
  private static final String OOM = "oom-kill:constraint=";
  private static final String KILLED = "ut of memory: Killed process ";
  private static final String TASK = "INFO: task ";
  private static final String BLOCKED = " blocked for more than ";
  private static final String LOCKUP = "soft lockup - CPU#";
  private static final String VERITY = "device-mapper: verity: ";
  private static final String EXT4 = "EXT4-fs";
  private static final String XFS = "XFS (";

  /// How the kernel has begun to speak of a kill.
  private String killing = "";

  private boolean killingGoesOn;

  Optional<Finding> find(KernelMessage message) {
    if (!message.isKernels()) {
      return Optional.empty();
    }
    String text = message.text();
    if (killingGoesOn && message.continued()) {
      killing += text;
      return Optional.empty();
    }
    killingGoesOn = text.startsWith(OOM);
    if (killingGoesOn) {
      killing = text;
      return Optional.empty();
    }
    Optional<Finding> found = kill(text);
    found = found.isPresent() ? found : stuck(text);
    found = found.isPresent() ? found : fileSystem(text);
    return found.isPresent() ? found : device(text);
  }

  /// `Memory cgroup out of memory: Killed process 77 (sh) total-vm:7kB, anon-rss:5kB, …`.
  private Optional<Finding> kill(String text) {
    int at = text.indexOf(KILLED);
    int open = at < 0 ? -1 : text.indexOf(" (", at);
    int close = open < 0 ? -1 : text.lastIndexOf(") total-vm:");
    if (close < open + 2) {
      return Optional.empty();
    }
    String pid = text.substring(at + KILLED.length(), open);
    String process = text.substring(open + 2, close);
    Map<String, String> touches = new LinkedHashMap<>();
    touches.put("process", process);
    touches.put("pid", pid);
    if (killing.contains(",pid=" + pid + ",")) {
      put(touches, "cgroup", between(killing, "task_memcg=", ",task="));
      put(touches, "limited_by", between(killing, "oom_memcg=", ",task_memcg="));
    }
    killing = "";
    boolean ofGroup = text.startsWith("Memory cgroup");
    String why =
        ofGroup
            ? "its control group has reached its memory limit"
            : "the machine has no memory left";
    String used = between(text, "anon-rss:", ",");
    String had = used.isEmpty() ? "" : "; it had " + used;
    return Optional.of(
        Finding.event(
            ProblemKind.OOM_KILLING,
            "killed " + process + " (process " + pid + "): " + why + had,
            touches));
  }

  private static Optional<Finding> stuck(String text) {
    if (text.startsWith(TASK) && text.contains(BLOCKED)) {
      String task = between(text, TASK, BLOCKED);
      int colon = task.lastIndexOf(':');
      Map<String, String> touches = new LinkedHashMap<>();
      touches.put("process", colon < 0 ? task : task.substring(0, colon));
      put(touches, "pid", colon < 0 ? "" : task.substring(colon + 1));
      return Optional.of(
          Finding.lasting(ProblemKind.TASK_HUNG, ConditionKind.KERNEL_DEADLOCK, text, touches));
    }
    if (text.contains(LOCKUP)) {
      return Optional.of(
          Finding.lasting(ProblemKind.SOFT_LOCKUP, ConditionKind.KERNEL_DEADLOCK, text, Map.of()));
    }
    if (text.startsWith("rcu: ")
        && (text.contains("detected stall")
            || text.contains("self-detected stall")
            || text.contains("detected expedited stall"))) {
      return Optional.of(
          Finding.lasting(ProblemKind.RCU_STALL, ConditionKind.KERNEL_DEADLOCK, text, Map.of()));
    }
    return text.startsWith("BUG: ")
            || text.startsWith("kernel BUG at ")
            || text.startsWith("Oops: ")
            || text.startsWith("Internal error: ")
            || text.startsWith("Unable to handle kernel ")
            || text.startsWith("general protection fault")
        ? Optional.of(
            Finding.lasting(ProblemKind.KERNEL_OOPS, ConditionKind.KERNEL_OOPS, text, Map.of()))
        : Optional.empty();
  }

  private static Optional<Finding> fileSystem(String text) {
    if (text.startsWith(EXT4)) {
      if (text.endsWith("Remounting filesystem read-only")) {
        return Optional.of(readOnly(text, between(text, "(", ")")));
      }
      return text.startsWith(EXT4 + " error ")
          ? Optional.of(
              Finding.event(
                  ProblemKind.FILESYSTEM_ERROR, text, onDevice(between(text, "(device ", ")"))))
          : Optional.empty();
    }
    return text.startsWith(XFS)
            && (text.contains("ilesystem has been shut down")
                || text.contains("hutting down filesystem"))
        ? Optional.of(readOnly(text, between(text, "(", ")")))
        : Optional.empty();
  }

  private static Finding readOnly(String text, String device) {
    return Finding.lasting(
        ProblemKind.FILESYSTEM_IS_READ_ONLY,
        ConditionKind.READONLY_FILESYSTEM,
        text,
        onDevice(device));
  }

  private static Optional<Finding> device(String text) {
    if (text.startsWith(VERITY) && text.endsWith(" is corrupted")) {
      return Optional.of(
          Finding.lasting(
              ProblemKind.CORRUPTED_BLOCK,
              ConditionKind.CORRUPTED_IMAGE,
              text,
              onDevice(between(text, VERITY, ": "))));
    }
    int error = text.indexOf("I/O error");
    int medium = text.indexOf("critical medium error");
    int at = Math.max(error, medium);
    String device = at < 0 ? "" : between(text.substring(at), "dev ", ",");
    return device.isEmpty()
        ? Optional.empty()
        : Optional.of(Finding.event(ProblemKind.IO_ERROR, text, onDevice(device)));
  }

  private static Map<String, String> onDevice(String name) {
    return name.isEmpty() ? Map.of() : Map.of("device", name);
  }

  private static void put(Map<String, String> touches, String what, String name) {
    if (!name.isEmpty()) {
      touches.put(what, name);
    }
  }

  /// What stands between two words; empty where they do not.
  private static String between(String text, String before, String after) {
    int start = text.indexOf(before);
    int end = start < 0 ? -1 : text.indexOf(after, start + before.length());
    return end < 0 ? "" : text.substring(start + before.length(), end);
  }
}
