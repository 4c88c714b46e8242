package dev.carafe.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.inspect.KernelFile;
import dev.carafe.image.uki.KernelMeasurement;
import dev.carafe.trust.release.PcrValue;
import dev.carafe.trust.release.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltSystemTest {
  private static final TestBuild BUILD = new TestBuild("plain", "1.3.0", Optional.of("{\"a\": 1}"));

  @TempDir private Path folder;

  @Test
  void aBuildIsFoundByItsFolderOrItsManifest() throws IOException {
    Path manifest = BUILD.in(folder);
    BuiltSystem built = BuiltSystem.at(folder);
    assertThat(built).isEqualTo(BuiltSystem.at(manifest));
    assertThat(built.title()).isEqualTo("plain 1.3.0+4f0c21d9");
    assertThat(built.version()).isEqualTo(Version.of("1.3.0+4f0c21d9"));
    assertThat(built.architecture()).isEqualTo("x86_64");
    assertThat(built.bill()).isEqualTo(folder.resolve("carafe-plain-1.3.0.cdx.json")).exists();
    assertThat(built.measurement()).contains(Sha256.of("1.3.0"));
  }

  @Test
  void whatItIsIsReadFromItsFiles() throws IOException {
    BUILD.in(folder);
    BuiltSystem built = BuiltSystem.at(folder);
    assertThat(built.updateRoot())
        .get()
        .satisfies(
            root -> assertThat(new String(root, StandardCharsets.UTF_8)).isEqualTo("{\"a\": 1}"));
    try (OpenSystem system = built.open()) {
      assertThat(system.rootHash().hex()).isEqualTo(BUILD.rootHash());
      assertThat(system.kernel().target().size()).isEqualTo(Files.size(built.kernel()));
    }
  }

  @Test
  void whatATpmWillHoldIsComputedFromTheKernel() throws IOException {
    Path plain = BUILD.in(folder.resolve("plain"));
    Path kernel = plain.resolveSibling("carafe-plain-1.3.0.efi");
    Sha256 first = KernelMeasurement.of(KernelFile.of(kernel).contents());
    Sha256 later = KernelMeasurement.extended(first, Sha256.of("sysinit"));
    List<PcrValue> both =
        List.of(new PcrValue(11, "", first.hex()), new PcrValue(11, "sysinit", later.hex()));
    assertThat(ForetoldRegisters.of(kernel)).isEqualTo(both);
    assertThat(ForetoldRegisters.of(plain)).isEqualTo(both.subList(0, 1));
    assertThat(ForetoldRegisters.of(plain.resolveSibling(""))).isEqualTo(both.subList(0, 1));
    Path sealed = new TestBuild("sealed", "1.3.0", Optional.empty()).in(folder.resolve("sealed"));
    assertThat(ForetoldRegisters.of(sealed)).extracting(PcrValue::phase).contains("", "sysinit");
    assertThat(BuiltSystem.at(sealed).measuresItself()).isTrue();
    assertThat(ForetoldRegisters.of(sealed.resolveSibling("carafe-sealed-1.3.0.raw")))
        .isEqualTo(ForetoldRegisters.of(sealed));
  }

  @Test
  void aSystemMayHaveNoUpdates() throws IOException {
    new TestBuild("plain", "1.3.0", Optional.empty()).in(folder);
    assertThat(BuiltSystem.at(folder).updateRoot()).isEmpty();
  }

  @Test
  void severalBuildsInAFolderAreNone() throws IOException {
    Path first = BUILD.in(folder);
    new TestBuild("plain", "1.4.0", Optional.empty()).in(folder);
    assertThatThrownBy(() -> BuiltSystem.at(folder))
        .isInstanceOf(BadBuildException.class)
        .hasMessageStartingWith(
            "could not take " + folder + " for a build: there are several in it; name those")
        .hasMessageContaining(first.toString());
    assertThat(BuiltSystem.at(first).version().core()).isEqualTo("1.3.0");
  }

  @Test
  void aFolderWithoutAManifestIsNone() {
    assertThatThrownBy(() -> BuiltSystem.at(folder))
        .hasMessageContaining("there is no NAME.manifest.json in it; carafe build makes one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"variant\": \"plain\" | \"variant\": \"Plain\" | its variant is 'Plain'; a release's has",
        "\"version\": \"1.3.0\" | \"version\": \"1.3\" | its version is none",
        "\"architecture\" | \"machine\" | it is no manifest: it has no 'architecture'",
        "\"artifacts\" | \"files\" | it is no manifest: it has no 'artifacts.usr'",
        "carafe-plain-1.3.0.efi | ../carafe.efi | there is no ../carafe.efi beside it",
        "{ | [ | it is no manifest: "
      })
  void aManifestThatSaysOtherwiseIsTold(String what, String instead, String why)
      throws IOException {
    Path manifest = BUILD.in(folder);
    String text = Files.readString(manifest);
    assertThat(text).contains(what);
    Files.writeString(manifest, text.replaceFirst(Pattern.quote(what), instead));
    assertThatThrownBy(() -> BuiltSystem.at(folder))
        .isInstanceOf(BadBuildException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aFileThatWasTouchedIsTold() throws IOException {
    BUILD.in(folder);
    Files.writeString(folder.resolve("carafe-plain-1.3.0.efi"), "x");
    assertThatThrownBy(() -> BuiltSystem.at(folder))
        .isInstanceOf(BadBuildException.class)
        .hasMessageContaining("expected carafe-plain-1.3.0.efi with digest ");
  }

  @Test
  void aKernelOfAnotherSystemIsTold() throws IOException {
    BUILD.in(folder, TestBuild.kernel("usrhash=" + "ab".repeat(32)));
    BuiltSystem built = BuiltSystem.at(folder);
    assertThatThrownBy(built::open)
        .isInstanceOf(BadBuildException.class)
        .hasMessageContaining("its kernel demands a /usr with root hash abab")
        .hasMessageContaining("and its own has " + BUILD.rootHash());
  }
}
