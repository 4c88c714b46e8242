package dev.carafe.node.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KernelLogTest {
  private static final String BROKEN = "EPIPE";

  private final List<String> told = new ArrayList<>();

  /// A device that gives these records, or an error in the place of one.
  private static ReadableByteChannel device(String... records) {
    Deque<String> left = new ArrayDeque<>(List.of(records));
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer out) throws IOException {
        if (left.isEmpty()) {
          return -1;
        }
        String record = left.removeFirst();
        if (record.equals(BROKEN)) {
          throw new IOException("Broken pipe");
        }
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        out.put(bytes);
        return bytes.length;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private void follow(ReadableByteChannel... devices) throws IOException, InterruptedException {
    Deque<ReadableByteChannel> left = new ArrayDeque<>(List.of(devices));
    new KernelLog(left::removeFirst, Duration.ofMillis(1))
        .follow(
            new KernelLog.Listener() {
              @Override
              public void heard(KernelMessage message) {
                told.add(message.sequence() + " " + message.text());
              }

              @Override
              public void lost(long count) {
                told.add("lost " + count);
              }
            });
  }

  @Test
  void aRecordIsReadWithItsPriorityAndWithoutItsDictionary() {
    assertThat(
            KernelMessage.parse(
                "28,160,424069,c,caller=T1;pci: a; b\\x0a\n SUBSYSTEM=pci\n DEVICE=+pci:1\n"))
        .contains(new KernelMessage(4, 3, 160, 424069, true, "pci: a; b\\x0a"));
    assertThat(KernelMessage.parse("6,1,2,-;")).contains(new KernelMessage(6, 0, 1, 2, false, ""));
    for (String bad : List.of("", "6,1,2,-", "6,1,-;x", "a,1,2,-;x", "6,,2,-;x", ";")) {
      assertThat(KernelMessage.parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void whatWasOverwrittenIsAGapAndNoEnd() throws IOException, InterruptedException {
    follow(device("6,7,1,-;a\n", "6,8,1,-;b\n", BROKEN, "6,20,1,-;c\n", "6,21,1,-;d\n"));
    assertThat(told).containsExactly("7 a", "8 b", "lost 11", "20 c", "21 d");
  }

  @Test
  void aDeviceThatGivesOnlyErrorsIsOpenedAnewAndNothingIsToldTwice()
      throws IOException, InterruptedException {
    String[] broken = new String[10];
    java.util.Arrays.fill(broken, BROKEN);
    broken[0] = "6,1,1,-;a\n";
    follow(device(broken), device("6,1,1,-;a\n", "6,2,1,-;b\n"));
    assertThat(told).containsExactly("1 a", "2 b");
  }
}
