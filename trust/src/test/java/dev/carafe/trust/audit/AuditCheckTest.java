package dev.carafe.trust.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A log of six acts and what could be done to it.
class AuditCheckTest {
  private static final Instant TIME = Instant.parse("2026-06-01T12:00:00.123456Z");

  private final List<String> lines = new ArrayList<>();
  private Head head = Head.NONE;

  AuditCheckTest() {
    for (int i = 1; i <= 6; i++) {
      append(act("reboot " + i));
    }
  }

  @Test
  void asItWasWrittenItIsSound() throws IOException {
    AuditReport report = check(Optional.of(head));
    assertThat(report.findings()).isEmpty();
    assertThat(report.head()).isEqualTo(head);
    assertThat(report.first()).isEqualTo(1);
  }

  @Test
  void anEmptyOneIsSound() throws IOException {
    lines.clear();
    assertThat(check(Optional.empty())).isEqualTo(new AuditReport(0, Head.NONE, List.of()));
  }

  @Test
  void anEditedLineIsFound() throws IOException {
    edit(3, "admin", "reader");
    assertFound("log:3: the line was changed: act 4 knows it by another digest");
  }

  @Test
  void anEditedNumberIsFound() throws IOException {
    edit(3, "\"number\":3", "\"number\":7");
    assertThat(findings()).first().asString().startsWith("log:3: the act's number was changed");
  }

  @Test
  void anEditedFirstLineIsFound() throws IOException {
    edit(1, "192.0.2.1", "192.0.2.2");
    assertFound("log:1: the line was changed: act 2 knows it by another digest");
  }

  @Test
  void anEditedLastLineIsFoundByTheHead() throws IOException {
    edit(6, "admin", "reader");
    assertThat(check(Optional.empty()).isSound()).isTrue();
    assertFound("log:6: act 6 is not the one that the head knows");
  }

  @Test
  void aLineThatIsNoEntryIsFound() throws IOException {
    lines.set(2, "{\"number\":3}");
    assertFound("log:3: the line is no entry of an audit log");
  }

  @Test
  void anAddedMemberIsFound() throws IOException {
    edit(3, "{", "{\"x\":1,");
    assertFound("log:3: the line is no entry of an audit log");
  }

  @Test
  void aRemovedLineIsFound() throws IOException {
    lines.remove(2);
    assertFound("log:3: act 3 is missing before this one");
  }

  @Test
  void severalRemovedLinesAreFound() throws IOException {
    lines.subList(1, 4).clear();
    assertFound("log:2: acts 2 to 4 are missing before this one");
  }

  @Test
  void twoLinesThatWereExchangedAreFound() throws IOException {
    Collections.swap(lines, 2, 3);
    assertThat(findings())
        .extracting(Finding::toString)
        .containsExactly(
            "log:3: act 3 is missing before this one",
            "log:4: act 3 stands behind act 4",
            "log:5: act 4 is missing before this one");
  }

  @Test
  void aRepeatedLineIsFound() throws IOException {
    lines.add(3, lines.get(2));
    assertFound("log:4: act 3 stands behind act 3");
  }

  @Test
  void anInsertedLineIsFound() throws IOException {
    Head third = Head.of(3, Head.bytes(lines.get(2)));
    lines.add(3, text(AuditEntry.after(third, TIME, act("forged"))));
    assertThat(findings())
        .extracting(Finding::toString)
        .contains("log:5: act 4 stands behind act 4");
  }

  @Test
  void aLogThatIsCutOffIsFoundByTheHead() throws IOException {
    lines.subList(4, 6).clear();
    assertThat(check(Optional.empty()).isSound()).isTrue();
    assertFound("log:4: acts 5 to 6 are missing behind this one");
  }

  @Test
  void anEmptiedLogIsFoundByTheHead() throws IOException {
    lines.clear();
    assertFound("audit log:1: acts 1 to 6 are missing behind this one");
  }

  @Test
  void aLogThatIsRewrittenToItsEndIsFoundByTheHead() throws IOException {
    lines.subList(2, 6).clear();
    Head known = head;
    head = Head.of(2, Head.bytes(lines.get(1)));
    for (int i = 3; i <= 8; i++) {
      append(act("nothing at all"));
    }
    assertThat(check(Optional.empty()).isSound()).isTrue();
    head = known;
    assertFound("log:6: act 6 is not the one that the head knows");
  }

  @Test
  void anOldHeadIsStillAHead() throws IOException {
    Head third = Head.of(3, Head.bytes(lines.get(2)));
    assertThat(check(Optional.of(third)).isSound()).isTrue();
    edit(3, "admin", "reader");
    assertThat(check(Optional.of(third)).findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.CHANGED, Finding.Kind.CHANGED);
  }

  @Test
  void aLineWithoutEndIsFound() throws IOException {
    String text = String.join("\n", lines) + "\n" + lines.getFirst().substring(0, 30);
    AuditReport report = AuditCheck.check("log", stream(text), Optional.of(head));
    assertThat(report.findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.INCOMPLETE);
    assertThat(report.findings().getFirst().position().line()).isEqualTo(7);
  }

  @Test
  void aLogMayGoOnInAnotherFileAndBeginSomewhere() throws IOException {
    AuditCheck check = new AuditCheck(Optional.of(head));
    check.read("first", stream(lines.get(2) + "\n" + lines.get(3) + "\n"));
    check.read("second", stream(lines.get(4) + "\n" + lines.get(5) + "\n"));
    assertThat(check.end()).isEqualTo(new AuditReport(3, head, List.of()));
  }

  @Test
  void aFileThatIsMissingBetweenOthersIsFound() throws IOException {
    AuditCheck check = new AuditCheck(Optional.of(head));
    check.read("first", stream(lines.get(0) + "\n"));
    check.read("third", stream(lines.get(4) + "\n" + lines.get(5) + "\n"));
    assertThat(check.end().findings())
        .extracting(Finding::toString)
        .containsExactly("third:1: acts 2 to 4 are missing before this one");
  }

  @Test
  void noTextOfACallerEndsALine() throws IOException {
    append(act("a\nb\u2028\"}\u0000\ud800"));
    append(act("next"));
    assertThat(check(Optional.of(head)).isSound()).isTrue();
  }

  @Test
  void longTextsAreShortened() {
    assertThat(act("x".repeat(5000)).target()).hasSize(1025).endsWith("\u2026");
  }

  @Test
  void anEntryIsReadAsItWasWritten() {
    AuditEntry entry = AuditEntry.after(head, TIME, act("x").withDetail("why"));
    assertThat(AuditEntry.read(entry.line())).contains(entry);
    assertThat(text(entry))
        .startsWith("{\"number\":7,\"time\":\"2026-06-01T12:00:00.123Z\",\"caller\":\"alice\"")
        .endsWith("\"detail\":\"why\",\"previous\":\"" + head.digest() + "\"}");
  }

  @Test
  void aHeadIsReadAsItWasWritten() {
    assertThat(Head.parse(head.toString())).contains(head);
    for (String none : List.of("", "1", "x:" + head.digest(), "1:abc", "-1:" + head.digest())) {
      assertThat(Head.parse(none)).isEmpty();
    }
  }

  private void append(Act act) {
    AuditEntry entry = AuditEntry.after(head, TIME, act);
    lines.add(text(entry));
    head = Head.of(entry.number(), entry.line());
  }

  private static Act act(String target) {
    return new Act("alice", "admin", "192.0.2.1", "POST", target, 204, Optional.empty());
  }

  private void edit(int line, String from, String to) {
    String edited = lines.get(line - 1).replace(from, to);
    assertThat(edited).isNotEqualTo(lines.get(line - 1));
    lines.set(line - 1, edited);
  }

  private void assertFound(String finding) throws IOException {
    assertThat(findings()).extracting(Finding::toString).containsExactly(finding);
  }

  private List<Finding> findings() throws IOException {
    return check(Optional.of(head)).findings();
  }

  private AuditReport check(Optional<Head> expected) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return AuditCheck.check("log", stream(text.toString()), expected);
  }

  private static String text(AuditEntry entry) {
    return new String(entry.line(), StandardCharsets.UTF_8);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
