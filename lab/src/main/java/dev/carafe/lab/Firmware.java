package dev.carafe.lab;

import dev.carafe.image.tools.ToolsTree;
import java.nio.file.Path;

/// UEFI firmware for machines: OVMF with 4 MiB of flash.
///
/// @param code what runs, shared by all machines
/// @param variables what a new machine's variables are copied from
/// @param data where QEMU finds its own files
record Firmware(Path code, Path variables, Path data) {
  private static final String OVMF = "usr/share/OVMF/";

  /// @param secure with Secure Boot, which takes system management mode to guard the variables
  static Firmware in(ToolsTree tools, boolean secure) {
    return new Firmware(
        tools.file(OVMF + (secure ? "OVMF_CODE_4M.secboot.fd" : "OVMF_CODE_4M.fd")),
        tools.file(OVMF + "OVMF_VARS_4M.fd"),
        tools.file("usr/share/qemu"));
  }
}
