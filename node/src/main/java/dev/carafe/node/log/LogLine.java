package dev.carafe.node.log;

import dev.carafe.settings.json.Json;
import dev.carafe.settings.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Something that was said on the node.
sealed interface LogLine {

  /// What was said.
  String message();

  /// A line for a person, without its end.
  String text();

  /// A line for a program, with its end, in UTF-8.
  byte[] json();

  /// By a part of the system.
  record OfJournal(JournalEntry entry) implements LogLine {
    @Override
    public String message() {
      return new String(entry.message(), StandardCharsets.UTF_8);
    }

    @Override
    public String text() {
      return SyslogFrame.time(entry.time())
          + " "
          + entry.identifier().orElse("?")
          + entry.pid().map(pid -> "[" + pid + "]").orElse("")
          + ": "
          + message();
    }

    @Override
    public byte[] json() {
      return JsonLine.of(entry);
    }
  }

  /// By a container.
  ///
  /// @param attempt how often the container had been started again
  /// @param stream `stdout` or `stderr`
  record OfContainer(
      LogQuery.ContainerName name, int attempt, Instant time, String stream, String message)
      implements LogLine {
    @Override
    public String text() {
      return SyslogFrame.time(time) + " " + stream + ": " + message;
    }

    @Override
    public byte[] json() {
      Json object =
          Json.object()
              .with("time", SyslogFrame.time(time))
              .with("pod", name.pod())
              .with("container", name.container())
              .with("attempt", attempt)
              .with("stream", stream)
              .with("message", message)
              .build();
      return (JsonWriter.write(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }
  }
}
