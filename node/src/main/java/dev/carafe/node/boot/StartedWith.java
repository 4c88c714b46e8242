package dev.carafe.node.boot;

/// The command line that the kernel was started with.
///
/// @param commandLine as `/proc/cmdline` shows it
record StartedWith(String commandLine) {

  /// Whether what settings added to it is this and nothing else.
  ///
  /// @param wanted what [SettingsAddon#commandLine] makes of the parameters; empty for none
  boolean has(String wanted) {
    String words = " " + commandLine.strip() + " ";
    return wanted.isEmpty()
        ? !words.contains(" " + SettingsAddon.MARK)
        : words.contains(" " + wanted + " ");
  }
}
