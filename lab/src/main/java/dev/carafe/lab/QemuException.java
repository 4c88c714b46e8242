package dev.carafe.lab;

/// QEMU does not start.
public final class QemuException extends LabException {
  private static final long serialVersionUID = 1L;

  QemuException(QemuMonitor.MonitorException why, String errors) {
    super("could not start QEMU: " + (errors.isBlank() ? why.getMessage() : errors.strip()));
    initCause(why);
  }
}
