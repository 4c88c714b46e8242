package dev.carafe.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carafe.trust.audit.Act;
import dev.carafe.trust.audit.AuditCheck;
import dev.carafe.trust.audit.AuditEntry;
import dev.carafe.trust.audit.AuditReport;
import dev.carafe.trust.audit.Finding;
import dev.carafe.trust.audit.Head;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void anActIsALineForItsOwnerAlone() throws IOException {
    try (AuditLog log = open()) {
      AuditEntry entry = log.record(act("/actions/reboot"));
      assertThat(Files.readString(file()))
          .isEqualTo(new String(entry.line(), StandardCharsets.UTF_8) + "\n");
      assertThat(log.head()).isEqualTo(Head.of(1, entry.line()));
      assertThat(log.problem()).isEmpty();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void theChainGoesOnAfterARestart() throws IOException {
    Head head = record(3);
    try (AuditLog log = open()) {
      assertThat(log.head()).isEqualTo(head);
      log.record(act("again"));
      assertThat(check(log)).isEqualTo(new AuditReport(1, log.head(), List.of()));
      assertThat(log.head().number()).isEqualTo(4);
    }
  }

  @Test
  void whereverThePowerCutFallsNoWholeLineIsLostAndTheCheckIsGreen() throws IOException {
    record(3);
    byte[] whole = Files.readAllBytes(file());
    long before = record(1).number();
    byte[] more = Files.readAllBytes(file());
    for (int end = whole.length; end < more.length; end += 11) {
      Files.write(file(), Arrays.copyOf(more, end));
      try (AuditLog log = open()) {
        boolean torn = end > whole.length;
        assertThat(log.head().number()).isEqualTo(torn ? before : 3);
        assertThat(Files.readString(file())).startsWith(new String(whole, StandardCharsets.UTF_8));
        log.record(act("after"));
        assertThat(check(log).findings()).as("cut at %s", end).isEmpty();
      }
    }
  }

  @Test
  void aLineThatLacksOnlyItsEndIsKept() throws IOException {
    Head head = record(2);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    try (AuditLog log = open()) {
      assertThat(log.head()).isEqualTo(head);
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"number\":3,\"ti", "\u0000\u0000\u0000\u0000", "{}", "\u00ff"})
  void whatWasTornIsCutOffAndTheLogSaysSo(String torn) throws IOException {
    Head head = record(2);
    append(torn);
    try (AuditLog log = open()) {
      assertThat(log.head().number()).isEqualTo(3);
      String last = Files.readAllLines(file()).getLast();
      AuditEntry repair = AuditEntry.read(last.getBytes(StandardCharsets.UTF_8)).orElseThrow();
      assertThat(repair.previous()).isEqualTo(head.digest());
      assertThat(repair.act().action()).isEqualTo("repair");
      assertThat(repair.act().detail().orElseThrow()).endsWith("to its end: " + torn);
      assertThat(check(log).isSound()).isTrue();
    }
  }

  @Test
  void aDamagedLineStaysToBeFoundAndTheLogGoesOn() throws IOException {
    record(2);
    append("damage\n");
    try (AuditLog log = open()) {
      log.record(act("after"));
      assertThat(log.head().number()).isEqualTo(4);
      assertThat(check(log).findings())
          .extracting(Finding::kind)
          .containsExactly(Finding.Kind.UNREADABLE);
    }
  }

  @Test
  void aFullFileIsPutAsideAndTheChainGoesOn() throws IOException {
    try (AuditLog log = AuditLog.in(file(), CLOCK, 1000)) {
      for (int i = 1; i <= 10; i++) {
        log.record(act("/" + i));
      }
      assertThat(log.files()).hasSize(2);
      assertThat(Files.size(log.files().getFirst())).isBetween(1000L, 1300L);
      assertThat(log.files().getLast()).isEqualTo(file());
      assertThat(check(log)).isEqualTo(new AuditReport(1, log.head(), List.of()));
    }
  }

  @Test
  void aPowerCutWhileAFileIsPutAsideBreaksNoChain() throws IOException {
    Head head = record(3);
    Files.move(file(), folder.resolve("log/audit-000000000003.log"));
    try (AuditLog log = open()) {
      assertThat(log.head()).isEqualTo(head);
      log.record(act("after"));
      assertThat(check(log)).isEqualTo(new AuditReport(1, log.head(), List.of()));
    }
  }

  @Test
  void theOldestFilesAreForgotten() throws IOException {
    try (AuditLog log = AuditLog.in(file(), CLOCK, 1)) {
      for (int i = 1; i <= 20; i++) {
        log.record(act("/" + i));
      }
      assertThat(log.files()).hasSize(9);
      assertThat(check(log)).isEqualTo(new AuditReport(12, log.head(), List.of()));
    }
  }

  @Test
  void aLogThatCannotBeWrittenSaysSoUntilItCan() throws IOException {
    Path notADirectory = Files.writeString(folder.resolve("log"), "");
    try (AuditLog log = open()) {
      assertThat(log.problem().orElseThrow()).startsWith("could not write the audit log");
      assertThatThrownBy(() -> log.record(act("lost"))).isInstanceOf(UncheckedIOException.class);
      Files.delete(notADirectory);
      log.record(act("written"));
      assertThat(log.problem()).isEmpty();
      assertThat(log.head().number()).isEqualTo(1);
    }
  }

  private AuditLog open() {
    return AuditLog.in(file(), CLOCK);
  }

  private Path file() {
    return folder.resolve("log/audit.log");
  }

  private void append(String latin) throws IOException {
    Files.write(file(), latin.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
  }

  private Head record(int acts) {
    try (AuditLog log = open()) {
      for (int i = 1; i <= acts; i++) {
        log.record(act("/" + i));
      }
      return log.head();
    }
  }

  private static AuditReport check(AuditLog log) throws IOException {
    AuditCheck check = new AuditCheck(Optional.of(log.head()));
    for (Path path : log.files()) {
      try (InputStream in = Files.newInputStream(path)) {
        check.read(String.valueOf(path.getFileName()), in);
      }
    }
    return check.end();
  }

  private static Act act(String target) {
    return new Act("alice", "admin", "192.0.2.1", "POST", target, 204, Optional.empty());
  }
}
