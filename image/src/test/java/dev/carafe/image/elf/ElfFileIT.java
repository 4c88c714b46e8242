package dev.carafe.image.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileIT {
  private static List<String> found(String words, String pattern) {
    return Pattern.compile(pattern).matcher(words).results().map(hit -> hit.group(1)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/bin/mkfs.erofs",
        "usr/bin/python3.13",
        "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
        "usr/lib/x86_64-linux-gnu/libc.so.6",
        "usr/lib/x86_64-linux-gnu/libcryptsetup.so.12",
        "usr/sbin/ldconfig",
      })
  void readelfSaysTheSame(String path) throws IOException {
    Path file = Oracle.file(path);
    String words = Oracle.tool("readelf").run("--wide", "--dynamic", "--program-headers", file);
    try (FileChannel channel = FileChannel.open(file)) {
      ElfFile elf = ElfFile.read(ByteSource.of(channel)).orElseThrow();
      assertThat(elf.needed()).isEqualTo(found(words, "\\(NEEDED\\).*\\[(.*)]"));
      assertThat(elf.soname().stream().toList()).isEqualTo(found(words, "\\(SONAME\\).*\\[(.*)]"));
      assertThat(elf.runPath().stream().toList())
          .isEqualTo(found(words, "\\(RUNPATH\\).*\\[(.*)]"));
      assertThat(elf.interpreter().stream().toList())
          .isEqualTo(found(words, "program interpreter: (.*)]"));
      assertThat(elf.pie()).isEqualTo(words.contains(" PIE"));
    }
  }
}
