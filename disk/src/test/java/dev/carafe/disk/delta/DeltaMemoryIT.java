package dev.carafe.disk.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.disk.bytes.ByteSource;
import dev.carafe.disk.bytes.Sha256;
import dev.carafe.disk.device.FileDevice;
import dev.carafe.disk.zstd.Zstd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much more memory a process takes while it applies a delta with operations of the largest
/// sizes, and however many of them.
class DeltaMemoryIT {
  private static final int OPERATIONS = 12;
  private static final long LIMIT = 32L << 20;

  @TempDir Path folder;

  @Test
  void anApplicationStaysBelow32MiB() throws Exception {
    byte[] source = new byte[(OPERATIONS * Operation.LARGEST + 2048) * Extent.BLOCK];
    new Random(1).nextBytes(source);
    byte[] target = new byte[OPERATIONS * Operation.LARGEST * Extent.BLOCK];
    System.arraycopy(source, 12_345, target, 0, target.length);
    DeltaMaker maker = new DeltaMaker(source, target);
    for (int i = 0; i < OPERATIONS; i++) {
      maker.patch(Operation.LARGEST, new Extent((long) i * Operation.LARGEST, 2048));
    }
    Files.write(folder.resolve("source"), source);
    try (FileChannel delta =
        FileChannel.open(
            folder.resolve("delta"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      delta.write(DeltaFormat.write(maker.toFile()));
      delta.write(ByteBuffer.wrap(maker.payload()));
    }
    assertThat(grown()).isPositive().isLessThan(LIMIT);
    assertThat(Sha256.of(folder.resolve("destination"))).isEqualTo(Sha256.of(target));
  }

  /// By how many bytes the other process has grown.
  private long grown() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx16m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", "target/classes:target/test-classes"));
    command.addAll(List.of(Application.class.getName(), folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Long.parseLong(said.strip());
  }

  /// The other process.
  static final class Application {
    private Application() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      try (FileChannel source = FileChannel.open(folder.resolve("source"));
          FileChannel file = FileChannel.open(folder.resolve("delta"))) {
        ByteSource whole = ByteSource.of(file);
        Delta delta = DeltaFormat.read(whole);
        Path destination = folder.resolve("destination");
        long before = status("VmRSS");
        try (FileDevice device = FileDevice.create(destination, delta.target().size());
            DeltaApplier applier =
                new DeltaApplier(Zstd.ofSystem(), delta, ByteSource.of(source), device)) {
          DeltaPlan plan = applier.plan(DeltaProgress.SILENT);
          applier.apply(plan, DeltaFormat.payload(whole, delta), DeltaProgress.SILENT);
          ((DeltaTarget.File) delta.target()).complete(device);
        }
        System.out.println(status("VmHWM") - before);
      }
    }

    /// A field of `/proc/self/status`, in bytes.
    private static long status(String field) {
      try {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith(field + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
            .findFirst()
            .orElseThrow();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
