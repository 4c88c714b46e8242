package dev.carafe.image.java;

import dev.carafe.image.component.Component.JavaProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a program is started: the same options when its class-data archive is made as when it is
/// used, because the virtual machine compares.
///
/// Source: [`java`](https://docs.oracle.com/en/java/javase/25/docs/specs/man/java.html), "Class
/// Data Sharing" and "Command-Line Argument Files".
record Launch(JavaProgram program, ClassPath classPath) {

  /// Where the archive stands, without a leading `/`.
  String archive() {
    return program.install() + "/" + program.application() + ".jsa";
  }

  /// What the virtual machine is told, up to the program's name.
  ///
  /// @param root what stands before each path: `/` on the node
  /// @param sharing what is done with the archive: `-Xshare:…`
  List<String> options(String root, String... sharing) {
    List<String> options = new ArrayList<>(program.options());
    options.add("-XX:SharedArchiveFile=" + root + archive());
    options.addAll(List.of(sharing));
    options.addAll(List.of("-cp", classPath.text(root)));
    return List.copyOf(options);
  }

  /// The file of arguments on the node, a word a line. An archive that does not fit slows the start
  /// and must not prevent it.
  String argumentFile() {
    return String.join(
        "\n",
        Stream.concat(options("/", "-Xshare:auto").stream(), Stream.of(program.main(), ""))
            .toList());
  }
}
