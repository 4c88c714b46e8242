package dev.carafe.node.boot;

import java.io.IOException;

/// The kernels that the boot loader can start. Their folder is open for as long as somebody looks
/// at it or changes it.
public interface Kernels {

  /// What is found in the folder.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  interface Look<T> {
    T at(KernelFolder folder) throws IOException;
  }

  /// How the folder is changed.
  @FunctionalInterface
  interface Change {
    void to(KernelFolder folder) throws IOException;
  }

  /// Looks at the folder.
  ///
  /// @param what the end of a message that begins with `could not`
  /// @throws dev.carafe.node.NodeException where it is not there
  /// @throws java.io.UncheckedIOException where it cannot be read
  <T> T look(String what, Look<T> look);

  /// Changes the folder. What is written is on the disk when this returns.
  ///
  /// @param what the end of a message that begins with `could not`
  /// @throws dev.carafe.node.NodeException where it is not there
  /// @throws java.io.UncheckedIOException where it cannot be written
  void change(String what, Change change);
}
