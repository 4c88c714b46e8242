package dev.carafe.image.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElfFileTest {
  private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

  private static TestElf library() {
    return TestElf.ofType(3)
        .with(DynamicSection.SONAME, "libone.so.1")
        .with(DynamicSection.NEEDED, "libtwo.so.2")
        .with(DynamicSection.NEEDED, "libc.so.6")
        .with(DynamicSection.RUNPATH, "/usr/lib/one");
  }

  private static ElfFile read(TestElf file) throws IOException {
    return ElfFile.read(ByteSource.of(file.bytes())).orElseThrow();
  }

  @Test
  void libraryNamesItselfAndWhatItNeeds() throws IOException {
    ElfFile library = read(library());
    assertThat(library.type()).isEqualTo(ElfType.SHARED_OBJECT);
    assertThat(library.soname()).contains("libone.so.1");
    assertThat(library.needed()).isEqualTo(List.of("libtwo.so.2", "libc.so.6"));
    assertThat(library.runPath()).contains("/usr/lib/one");
    assertThat(library.isProgram()).isFalse();
  }

  @Test
  void libraryWithAnInterpreterIsNoProgram() throws IOException {
    assertThat(read(library().withInterpreter(LOADER)).isProgram()).isFalse();
  }

  @Test
  void programWithAnInterpreterIsDynamic() throws IOException {
    ElfFile program = read(TestElf.ofType(3).withInterpreter(LOADER));
    assertThat(program.interpreter()).contains(LOADER);
    assertThat(program.isProgram()).isTrue();
    assertThat(program.isStatic()).isFalse();
  }

  @Test
  void programWithoutAnInterpreterIsStatic() throws IOException {
    assertThat(read(TestElf.ofType(2)).isStatic()).isTrue();
    assertThat(read(TestElf.ofType(3).with(0x6fff_fffbL, 0x0800_0000L)).isStatic()).isTrue();
  }

  @Test
  void kernelModuleIsNoProgram() throws IOException {
    ElfFile module = read(TestElf.ofType(1));
    assertThat(module.type()).isEqualTo(ElfType.RELOCATABLE);
    assertThat(module.isProgram()).isFalse();
  }

  @Test
  void otherFilesAreNone() throws IOException {
    byte[] bits32 = library().bytes();
    bits32[4] = 1;
    assertThat(ElfFile.read(ByteSource.of(bits32))).isEmpty();
    assertThat(ElfFile.read(ByteSource.of(new byte[100]))).isEmpty();
    assertThat(ElfFile.read(ByteSource.of(new byte[] {0x7f, 'E', 'L', 'F'}))).isEmpty();
  }

  @Test
  void namesOutsideOfTheSegmentsAreRefused() {
    TestElf file = TestElf.ofType(3).with(5, 0x10).with(DynamicSection.NEEDED, "libc.so.6");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadElfException.class)
        .hasMessage("could not read the ELF file: expected address 0x10 in a segment, found none");
  }

  @Test
  void cutFileIsRefused() throws IOException {
    byte[] whole = library().withInterpreter(LOADER).bytes();
    for (int size = 64; size <= 600; size++) {
      byte[] cut = Arrays.copyOf(whole, size);
      assertThatThrownBy(() -> ElfFile.read(ByteSource.of(cut)))
          .isInstanceOf(BadElfException.class)
          .hasMessageContaining("found an end at " + size);
    }
  }
}
