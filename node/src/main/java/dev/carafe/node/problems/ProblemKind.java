package dev.carafe.node.problems;

/// What can go wrong with a host. Where node-problem-detector has a word for it, it is that.
///
/// Source:
/// [kernel-monitor.json](https://github.com/kubernetes/node-problem-detector/blob/master/config/kernel-monitor.json).
public enum ProblemKind {
  OOM_KILLING("OOMKilling"),
  TASK_HUNG("TaskHung"),
  SOFT_LOCKUP("SoftLockup"),
  RCU_STALL("RCUStall"),
  KERNEL_OOPS("KernelOops"),
  KERNEL_CRASH("KernelCrash"),
  FILESYSTEM_IS_READ_ONLY("FilesystemIsReadOnly"),
  FILESYSTEM_ERROR("FilesystemError"),
  IO_ERROR("IOError"),
  CORRUPTED_BLOCK("CorruptedBlock"),
  KERNEL_LOG_LOST("KernelLogLost"),
  DISK_FULL("DiskFull"),
  DISK_PRESSURE("DiskPressure"),
  MEMORY_PRESSURE("MemoryPressure"),
  IO_PRESSURE("IOPressure"),
  CLOCK_JUMP("ClockJump"),
  TRIAL_FAILED("TrialFailed"),
  ROLLED_BACK("RolledBack");

  private final String word;

  ProblemKind(String word) {
    this.word = word;
  }

  /// As others see it.
  public String word() {
    return word;
  }
}
