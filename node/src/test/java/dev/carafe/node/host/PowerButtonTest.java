package dev.carafe.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Named pipes stand for devices: both are read until somebody writes.
class PowerButtonTest {
  private static final int KEY = 1;
  private static final int POWER = 116;

  @TempDir private Path root;
  private final Semaphore presses = new Semaphore(0);
  private final Thread listener =
      Thread.ofPlatform()
          .daemon()
          .unstarted(() ->
              new PowerButton(
                      root,
                      new Journal(new PrintStream(OutputStream.nullOutputStream())),
                      presses::release)
                  .listen());

  @AfterEach
  void stop() {
    listener.interrupt();
  }

  @Test
  void aPressIsHeardOnceAndNothingElse() throws Exception {
    Path keyboard = device("event0", "AT keyboard");
    Path button = device("event1", "Power Button");
    listener.start();
    try (OutputStream events = Files.newOutputStream(button)) {
      events.write(event(KEY, 30, 1));
      events.write(event(0, 0, 0));
      events.write(event(KEY, POWER, 1));
      events.write(event(0, 0, 0));
      events.write(event(KEY, POWER, 0));
      assertThat(presses.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(presses.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(keyboard).exists();
  }

  @Test
  void aButtonThatComesLateIsHeard() throws Exception {
    listener.start();
    Path button = device("event0", "Power Button");
    try (OutputStream events = Files.newOutputStream(button)) {
      events.write(event(KEY, POWER, 1));
      assertThat(presses.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// The node before its name, as nothing is found without a name.
  private Path device(String name, String label) throws IOException, InterruptedException {
    Path node = Files.createDirectories(root.resolve("dev/input")).resolve(name);
    assertThat(new ProcessBuilder("mkfifo", node.toString()).start().waitFor()).isZero();
    Path device = Files.createDirectories(root.resolve("sys/class/input/" + name + "/device"));
    Files.writeString(device.resolve("name"), label + "\n");
    return node;
  }

  private static byte[] event(int type, int code, int value) {
    return ByteBuffer.allocate(24)
        .order(ByteOrder.nativeOrder())
        .putLong(1)
        .putLong(2)
        .putShort((short) type)
        .putShort((short) code)
        .putInt(value)
        .array();
  }
}
