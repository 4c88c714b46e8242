package dev.carafe.node.boot;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.util.List;

/// The folder of the EFI system partition in which the boot loader looks for kernels, by the few
/// operations of which a change of them is made. This is the seam at which tests cut the power.
///
/// The file system is FAT: a name that is given, changed or taken away is there for good once
/// [#sync] has returned, and a name that is there is never written over.
public interface KernelFolder {

  /// The names of all files, in any order.
  List<String> names() throws IOException;

  /// How many bytes new files could have.
  long room() throws IOException;

  /// How many bytes a file has.
  long size(String name) throws IOException;

  /// What is read of a file while it is open.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  interface Reading<T> {
    T of(ByteSource file) throws IOException;
  }

  /// Reads a file.
  <T> T read(String name, Reading<T> reading) throws IOException;

  /// Makes a file that was not there and writes it. Its content is there for good when this
  /// returns.
  void write(String name, ByteSource content) throws IOException;

  /// Gives a file another name, that no other file has.
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  void sync() throws IOException;
}
