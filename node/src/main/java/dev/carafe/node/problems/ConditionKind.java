package dev.carafe.node.problems;

/// What can be wrong with a host for a while, in the words of node-problem-detector and the kubelet
/// where they have one.
public enum ConditionKind {
  KERNEL_DEADLOCK("KernelDeadlock", "KernelHasNoDeadlock", "everything in the kernel goes on"),
  KERNEL_OOPS("KernelOops", "KernelHasNoOops", "the kernel has made no mistake that it noticed"),
  READONLY_FILESYSTEM(
      "ReadonlyFilesystem", "FilesystemIsNotReadOnly", "file systems can be written"),
  CORRUPTED_IMAGE("CorruptedImage", "ImageIsSound", "no block of the system was found damaged"),
  DISK_FULL("DiskFull", "DiskIsNotFull", "the data partition can be written"),
  DISK_PRESSURE("DiskPressure", "DiskHasRoom", "the data partition has room"),
  MEMORY_PRESSURE("MemoryPressure", "MemoryIsSufficient", "there is enough memory"),
  IO_PRESSURE("IOPressure", "DisksKeepUp", "the disks keep up");

  private final String word;
  private final String goodReason;
  private final String goodMessage;

  ConditionKind(String word, String goodReason, String goodMessage) {
    this.word = word;
    this.goodReason = goodReason;
    this.goodMessage = goodMessage;
  }

  /// As others see it.
  public String word() {
    return word;
  }

  /// The reason where nothing is wrong.
  String goodReason() {
    return goodReason;
  }

  String goodMessage() {
    return goodMessage;
  }
}
