package dev.carafe.image.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How a program file of a tools tree is run without installing it: a dynamic one by the tree's own
/// loader and libraries, a script by its interpreter, anything else directly.
///
/// Source: [ELF, "Program
/// Header"](https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html), `ld.so(8)`,
/// `execve(2)`.
record Loader(Path tree) {
  private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";
  private static final int ELF_MAGIC = 0x464c457f;
  private static final int HEADERS_OFFSET = 32;
  private static final int HEADER_SIZE_OFFSET = 54;
  private static final int HEADER_COUNT_OFFSET = 56;
  private static final int PT_INTERP = 3;
  private static final int LONGEST_HEAD = 4096;

  /// The words that start a program.
  ///
  /// @param program its path in the tree, as it wants to be called: some programs do what their
  ///   name says
  List<String> words(Path program) {
    ByteBuffer head = head(program);
    if (isDynamic(head)) {
      return List.of(
          tree.resolve(LIBRARIES).resolve("ld-linux-x86-64.so.2").toString(),
          "--inhibit-cache",
          "--library-path",
          libraryPath(),
          "--argv0",
          program.toString(),
          program.toString());
    }
    return interpreter(head)
        .map(interpreter -> {
          List<String> words = new ArrayList<>(words(interpreter));
          words.add(program.toString());
          return List.copyOf(words);
        })
        .orElseGet(() -> List.of(program.toString()));
  }

  private String libraryPath() {
    return Stream.of(LIBRARIES, LIBRARIES + "/systemd", LIBRARIES + "/swtpm", "usr/lib")
        .map(tree::resolve)
        .filter(Files::isDirectory)
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  /// The program that a `#!` line names, looked for in the tree. `env` is not run: what it would
  /// look for is looked for here.
  private Optional<Path> interpreter(ByteBuffer head) {
    String line =
        StandardCharsets.ISO_8859_1
            .decode(head.duplicate())
            .toString()
            .lines()
            .findFirst()
            .orElse("");
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    String[] words = line.substring(2).strip().split("\\s+", -1);
    boolean byName = words[0].equals("/usr/bin/env") && words.length > 1;
    Path path = tree.resolve(byName ? "usr/bin/" + words[1] : words[0].substring(1));
    if (!Files.exists(path)) {
      throw new ToolMissingException("interpreter " + line.substring(2).strip());
    }
    return Optional.of(path);
  }

  private static boolean isDynamic(ByteBuffer head) {
    if (head.limit() < HEADER_COUNT_OFFSET + 2 || head.getInt(0) != ELF_MAGIC) {
      return false;
    }
    int start = (int) head.getLong(HEADERS_OFFSET);
    int size = head.getShort(HEADER_SIZE_OFFSET);
    int count = head.getShort(HEADER_COUNT_OFFSET);
    for (int i = 0; i < count && start + (i + 1) * size <= head.limit(); i++) {
      if (head.getInt(start + i * size) == PT_INTERP) {
        return true;
      }
    }
    return false;
  }

  private static ByteBuffer head(Path program) {
    ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file = FileChannel.open(program)) {
      while (head.hasRemaining() && file.read(head) >= 0) {
        // To the end of the head or of the file.
      }
      return head.flip();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + program + ": " + e.getMessage(), e);
    }
  }
}
