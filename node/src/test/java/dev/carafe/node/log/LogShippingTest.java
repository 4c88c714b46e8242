package dev.carafe.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.host.Journal;
import dev.carafe.node.web.Authorities;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShippingTest {
  private static final Pace FAST =
      new Pace(
          Duration.ofMillis(1),
          Duration.ofMillis(4),
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          Duration.ofSeconds(5));

  @TempDir private Path folder;

  private final FakeJournal fake = new FakeJournal();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<LogShipping> open = new ArrayList<>();

  @AfterEach
  void stop() {
    open.forEach(LogShipping::close);
  }

  @Test
  void entriesArriveThatWereThereAndThatCome() throws Exception {
    fake.append("before");
    try (LogServer server = LogServer.open()) {
      shipping().apply(List.of(to(server.port())));
      assertThat(server.next()).isEqualTo("before");
      fake.append("after");
      assertThat(server.next()).isEqualTo("after");
      awaitCursor("after");
    }
  }

  @Test
  void onlyUnitsThatAreNamedAreAskedFor() throws Exception {
    fake.append("x");
    try (LogServer server = LogServer.open()) {
      LogDestination all = to(server.port());
      shipping()
          .apply(
              List.of(
                  new LogDestination(
                      all.name(), all.format(), all.host(), all.port(), false, List.of("a", "b"))));
      server.next();
      assertThat(fake.started().getFirst())
          .startsWith("journalctl", "--quiet", "--output=json")
          .contains("--follow", "--no-tail", "--all", "--unit=a", "--unit=b");
    }
  }

  @Test
  void everythingArrivesOverConnectionsThatBreak() throws Exception {
    Set<String> missing = new HashSet<>();
    try (LogServer server = LogServer.thatBreaks(5, 7)) {
      shipping().apply(List.of(to(server.port())));
      for (int i = 0; i < 500; i++) {
        fake.append("m" + i);
        missing.add("m" + i);
      }
      while (!missing.isEmpty()) {
        missing.remove(server.next());
      }
      awaitCursor("m499");
    }
    awaitSaid("is sent to again");
    assertThat(said()).contains("<4>log destination 'test' (127.0.0.1:");
  }

  @Test
  void serverThatComesLaterGetsEverything() throws Exception {
    int port;
    try (LogServer server = LogServer.open()) {
      port = server.port();
    }
    shipping().apply(List.of(to(port)));
    awaitSaid("Connection refused");
    fake.append("meanwhile");
    try (LogServer server = LogServer.open(ServerSocketFactory.getDefault(), port)) {
      assertThat(server.next()).isEqualTo("meanwhile");
      awaitSaid("is sent to again");
    }
    assertThat(said().lines().filter(line -> line.contains("Connection refused"))).hasSize(1);
  }

  @Test
  void restartGoesOnWhereItWas() throws Exception {
    fake.append("one");
    fake.append("two");
    try (LogServer server = LogServer.open()) {
      LogShipping before = shipping();
      before.apply(List.of(to(server.port())));
      assertThat(server.next()).isEqualTo("one");
      assertThat(server.next()).isEqualTo("two");
      awaitCursor("two");
      before.close();
      fake.append("three");
      shipping().apply(List.of(to(server.port())));
      assertThat(server.next()).isEqualTo("three");
      assertThat(fake.started().getLast()).contains("--cursor=" + FakeJournal.cursor("two"));
    }
  }

  @Test
  void journalThatHasForgottenTheCursorIsReadFromItsBeginning() throws Exception {
    new CursorFile(folder.resolve("test.cursor")).write(FakeJournal.cursor("forgotten"));
    fake.append("first of this boot");
    try (LogServer server = LogServer.open()) {
      shipping().apply(List.of(to(server.port())));
      assertThat(server.next()).isEqualTo("first of this boot");
      assertThat(fake.started().getFirst()).noneMatch(word -> word.startsWith("--cursor"));
    }
  }

  @Test
  void serverThatTakesNothingIsGivenUpAndGetsLaterWhatItDidNotTake() throws Exception {
    for (int i = 0; i < 2000; i++) {
      fake.append(i + " " + "x".repeat(10_000));
    }
    try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      LogShipping shipping = shipping();
      shipping.apply(List.of(to(deaf.getLocalPort())));
      try (Socket first = deaf.accept();
          Socket second = deaf.accept()) {
        awaitSaid("the server takes nothing any more");
        assertThat(first.isConnected()).isTrue();
        String line = new Lines(second.getInputStream(), 1 << 20).next().orElseThrow();
        int next = Integer.parseInt(LogServer.message(line).split(" ", 2)[0]);
        assertThat(next).isLessThan(1999);
        assertThat(cursor())
            .isEqualTo(next == 0 ? Optional.empty() : Optional.of("s=1;m=" + (next - 1)));
      }
    }
  }

  @Test
  void destinationThatChangesGoesOnWhereItWas() throws Exception {
    fake.append("old");
    try (LogServer first = LogServer.open();
        LogServer second = LogServer.open()) {
      LogShipping shipping = shipping();
      shipping.apply(List.of(to(first.port())));
      assertThat(first.next()).isEqualTo("old");
      awaitCursor("old");
      shipping.apply(List.of(to(second.port())));
      fake.append("new");
      assertThat(second.next()).isEqualTo("new");
      assertThat(first.isQuiet()).isTrue();
    }
  }

  @Test
  void destinationThatIsGoneIsSentNothing() throws Exception {
    try (LogServer server = LogServer.open()) {
      LogShipping shipping = shipping();
      shipping.apply(List.of(to(server.port())));
      Socket connection = server.nextConnection();
      shipping.apply(List.of());
      await(connection::isClosed);
      fake.append("too late");
      assertThat(server.isQuiet()).isTrue();
    }
    assertThat(said()).isEmpty();
  }

  @Test
  void onlyWhatChangedIsStoppedAndStarted() {
    LogDestination same = to(1);
    LogDestination old = named("changed", 2);
    LogDestination changed = named("changed", 3);
    LogDestination gone = named("gone", 4);
    LogDestination fresh = named("fresh", 5);
    List<LogShipping.Action> actions =
        LogShipping.decide(
            Map.of("test", same, "changed", old, "gone", gone), List.of(same, changed, fresh));
    assertThat(actions.subList(0, 2))
        .containsExactlyInAnyOrder(
            new LogShipping.Action.Stop("changed"), new LogShipping.Action.Stop("gone"));
    assertThat(actions.subList(2, actions.size()))
        .containsExactly(
            new LogShipping.Action.Start(changed), new LogShipping.Action.Start(fresh));
    assertThat(LogShipping.decide(Map.of("test", same), List.of(same))).isEmpty();
  }

  private LogShipping shipping() {
    LogShipping shipping =
        new LogShipping(
            new Journalctl(List.of("journalctl"), fake, fake),
            new Authorities(folder.resolve("none.pem")),
            new SendQueue(Path.of("/proc/net")),
            folder,
            FAST,
            new Journal(new PrintStream(said, true, StandardCharsets.UTF_8)));
    open.add(shipping);
    return shipping;
  }

  private static LogDestination to(int port) {
    return named("test", port);
  }

  private static LogDestination named(String name, int port) {
    return new LogDestination(
        name, LogDestination.Format.JSON_LINES, "127.0.0.1", port, false, List.of());
  }

  private void awaitCursor(String message) {
    await(() -> cursor().equals(Optional.of(FakeJournal.cursor(message))));
  }

  private Optional<String> cursor() {
    try {
      return new CursorFile(folder.resolve("test.cursor")).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitSaid(String text) {
    await(() -> said().contains(text));
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
