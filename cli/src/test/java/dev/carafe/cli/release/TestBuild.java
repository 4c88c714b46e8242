package dev.carafe.cli.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.verity.VerityTree;
import dev.carafe.image.UsrVerity;
import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A small build, as `carafe build` leaves one: a `/usr`, a kernel image that demands it, and what
/// tells of them. What is in it follows from its version alone, but for a part that all have. The
/// variant `sealed` goes on to measure itself, as the real one does.
///
/// @param root that of its updates
public record TestBuild(String variant, String version, Optional<String> root) {
  private static final int HEADERS = 0x40;
  private static final int SECTIONS = HEADERS + 24 + 240;
  private static final int SHARED = 100_000;
  private static final int OWN = 20_000;

  /// What is in its `/usr`.
  public byte[] usr() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("lib/shared", random(0, SHARED));
    files.put("lib/own", random(version.hashCode(), OWN));
    if (variant.equals("sealed")) {
      files.put("lib/systemd/system/systemd-pcrphase-sysinit.service", new byte[] {'\n'});
    }
    root.ifPresent(text -> files.put("share/carafe/updates/root.json", text.getBytes(UTF_8)));
    return TestErofs.of(files);
  }

  private static byte[] random(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// The root hash of that.
  public String rootHash() {
    byte[] usr = usr();
    return VerityTree.over(ByteSource.of(usr), UsrVerity.superblock(variant, usr.length))
        .root()
        .hex();
  }

  /// A kernel image with a command line.
  ///
  /// Source: [PE Format](https://learn.microsoft.com/en-us/windows/win32/debug/pe-format).
  public static byte[] kernel(String commandLine) {
    byte[] linux = random(1, SHARED);
    byte[] line = commandLine.getBytes(UTF_8);
    ByteBuffer image =
        ByteBuffer.allocate(1024 + linux.length + line.length).order(ByteOrder.LITTLE_ENDIAN);
    image.putInt(0x3c, HEADERS).putInt(HEADERS, 0x4550).putShort(HEADERS + 6, (short) 2);
    image.putShort(HEADERS + 20, (short) 240).putShort(HEADERS + 24, (short) 0x20b);
    image.putShort(HEADERS + 92, (short) 10);
    section(image, SECTIONS, ".cmdline", 1024, line);
    section(image, SECTIONS + 40, ".linux", 1024 + line.length, linux);
    return image.array();
  }

  private static void section(ByteBuffer image, int header, String name, int at, byte[] content) {
    image.put(header, name.getBytes(UTF_8));
    image.putInt(header + 8, content.length).putInt(header + 16, content.length);
    image.putInt(header + 20, at).put(at, content);
  }

  /// Leaves it in a folder, which is made.
  ///
  /// @return its manifest
  public Path in(Path folder) throws IOException {
    return in(folder, kernel("quiet usrhash=" + rootHash()));
  }

  /// The same with another kernel.
  public Path in(Path folder, byte[] kernel) throws IOException {
    Files.createDirectories(folder);
    String name = "carafe-%s-%s".formatted(variant, version);
    Json manifest =
        Json.object()
            .with("variant", variant)
            .with("version", version)
            .with("build", "4f0c21d9")
            .with("architecture", "x86_64")
            .with("pcr11", Sha256.of(version).hex())
            .with(
                "artifacts",
                Json.object()
                    .with("usr", written(folder.resolve(name + ".usr.erofs"), usr()))
                    .with("kernel", written(folder.resolve(name + ".efi"), kernel))
                    .build())
            .build();
    Files.writeString(folder.resolve(name + ".cdx.json"), "{\"bomFormat\": \"CycloneDX\"}\n");
    return Files.writeString(
        folder.resolve(name + ".manifest.json"), JsonWriter.indented(manifest));
  }

  private static Json written(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    return Json.object()
        .with("file", String.valueOf(file.getFileName()))
        .with("size", content.length)
        .with("sha256", Sha256.of(content).hex())
        .build();
  }
}
