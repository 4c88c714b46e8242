package dev.carafe.image.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.verity.RootHash;
import dev.carafe.disk.verity.VeritySuperblock;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.image.Oracle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerityTreeIT {
  private static final UUID ID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final byte[] SALT = {1, 2, 3};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 127, 128, 129, 16_384, 16_385})
  void veritysetupMakesTheSameBytesAndVerifiesThem(int blocks) throws IOException {
    byte[] content = new byte[blocks * VerityTree.BLOCK];
    new Random(1).nextBytes(content);
    Path data = Files.write(folder.resolve("data"), content);
    Path ours = folder.resolve("ours");
    Path theirs = folder.resolve("theirs");
    RootHash root =
        VerityTree.write(data, new VeritySuperblock(ID, blocks, ByteBuffer.wrap(SALT)), ours);

    Oracle veritysetup = Oracle.tool("veritysetup");
    String said =
        veritysetup.run(
            "format", data, theirs, "--salt=" + HexFormat.of().formatHex(SALT), "--uuid=" + ID);
    assertThat(said).containsPattern("Root hash:\\s+" + root.hex());
    assertThat(Files.mismatch(ours, theirs)).isEqualTo(-1);
    veritysetup.run("verify", data, ours, root.hex());
  }
}
