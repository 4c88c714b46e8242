package dev.carafe.settings.generation;

import java.io.IOException;
import java.util.List;

/// The files of one directory, by the few operations from which a commit that survives a power cut
/// is made. This is the seam at which tests cut the power.
public interface Directory {

  /// The names of all files, in any order.
  List<String> names() throws IOException;

  byte[] read(String name) throws IOException;

  /// Makes a file that was not there and writes it, so that its content survives a power cut once
  /// this returns. Whether the file has a name after the cut is up to [#sync].
  void write(String name, byte[] content) throws IOException;

  /// Gives a file another name, in the place of a file that may have it already.
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /// Lets the names survive a power cut.
  void sync() throws IOException;
}
