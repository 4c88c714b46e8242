package dev.carafe.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventLinesTest {
  private final EventLines lines = new EventLines();

  @Test
  void anEventEndsWithAnEmptyLine() {
    assertThat(lines.take("id: 7")).isEmpty();
    assertThat(lines.take("event: settings")).isEmpty();
    assertThat(lines.take("data: {\"a\":1}")).isEmpty();
    assertThat(lines.take("")).contains("settings {\"a\":1}");
    assertThat(lines.lastId()).contains("7");
  }

  @Test
  void linesOfDataBelongTogetherAndCommentsAreNone() {
    lines.take(": still here");
    lines.take("data:a");
    lines.take("data:  b");
    assertThat(lines.take("")).contains("message a\n b");
    assertThat(lines.take("")).isEmpty();
  }
}
