package dev.carafe.image.inspect;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a program is known for, by its name: those that a host is better off without, and the run
/// times of other code.
public enum ProgramRole {
  /// Runs whatever is typed.
  SHELL("(ba|da|a|k|mk|pdk|z|c|tc|fi|hu|ya|r)?sh|busybox|toybox|sash"),
  /// Runs programs that are text or byte code.
  INTERPRETER(
      "perl.*|python.*|ruby.*|lua.*|tclsh.*|node|nodejs|php.*|guile.*|[gmn]?awk|java|jshell|gdb"),
  /// Installs.
  PACKAGE_MANAGER("apt|apt-get|dpkg|rpm|dnf|yum|apk|snap|flatpak|pip.*|pacman|nix"),
  /// Lets someone in.
  REMOTE_LOGIN("sshd.*|dropbear|telnetd|in\\.telnetd|rlogind|agetty|getty|login"),
  /// Gives someone more rights.
  PRIVILEGE("sudo|su|doas|pkexec|run0|newgrp|chsh|passwd|sg");

  private final Pattern names;

  ProgramRole(String names) {
    this.names = Pattern.compile(names);
  }

  /// What the program at a path is known for.
  public static Optional<ProgramRole> of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Arrays.stream(values()).filter(role -> role.names.matcher(name).matches()).findFirst();
  }
}
