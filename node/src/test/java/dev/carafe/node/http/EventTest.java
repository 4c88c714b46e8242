package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTest {

  @Test
  void eachLineOfTheDataIsAField() {
    assertThat(text(Event.of("pod", "a\nb\r\nc\rd").withId("7")))
        .isEqualTo("id: 7\nevent: pod\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  }

  @Test
  void idAndTypeMayBeAbsent() {
    assertThat(text(new Event(Optional.empty(), Optional.empty(), ""))).isEqualTo("data: \n\n");
  }

  @Test
  void noFieldCanBeSmuggledIntoIdOrType() {
    assertThatThrownBy(() -> Event.of("a\ndata: b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Event.of("a", "b").withId("1\r2"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClientTooFarBehindLosesItsStreamAndNotSingleEvents() throws InterruptedException {
    EventQueue queue = new EventQueue();
    for (int i = 0; i <= EventQueue.CAPACITY + 1; i++) {
      queue.offer(Event.of("n", Integer.toString(i)));
    }
    for (int i = 0; i < EventQueue.CAPACITY; i++) {
      assertThat(queue.isOver()).isFalse();
      assertThat(queue.next(Duration.ZERO).orElseThrow().data()).isEqualTo(Integer.toString(i));
    }
    assertThat(queue.isOver()).isTrue();
  }

  private static String text(Event event) {
    return new String(event.encode(), StandardCharsets.UTF_8);
  }
}
