package dev.carafe.image.verity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerityTreeIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 127, 128, 129, 16_384, 16_385})
  void veritysetupMakesTheSameBytesAndVerifiesThem(int blocks) throws IOException {
    Path data = Files.write(folder.resolve("data"), VerityTreeTest.random(blocks));
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    RootHash root =
        VerityTree.write(VerityTreeTest.whole(data), VerityTreeTest.SALT, VerityTreeTest.ID, ours);

    Oracle veritysetup = Oracle.tool("veritysetup");
    String salt = HexFormat.of().formatHex(VerityTreeTest.SALT);
    String said =
        veritysetup.run("format", data, theirs, "--salt=" + salt, "--uuid=" + VerityTreeTest.ID);
    assertThat(said).containsPattern("Root hash:\\s+" + root.hex());
    assertThat(Files.mismatch(ours, theirs)).isEqualTo(-1);
    veritysetup.run("verify", data, ours, root.hex());
  }
}
