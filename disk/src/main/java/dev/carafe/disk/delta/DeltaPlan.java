package dev.carafe.disk.delta;

import java.util.ArrayList;
import java.util.List;

/// What is left to do: the operations whose result is not on the destination yet.
public record DeltaPlan(List<Operation> operations) {
  public DeltaPlan {
    operations = List.copyOf(operations);
  }

  /// Some bytes of a payload.
  ///
  /// @param offset from the end of the head
  public record Range(long offset, long size) {}

  /// What must be fetched, in its order; frames that follow each other are one range.
  public List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    for (Operation operation : operations) {
      operation.payload().ifPresent(frame -> add(ranges, frame));
    }
    return List.copyOf(ranges);
  }

  private static void add(List<Range> ranges, Payload frame) {
    if (!ranges.isEmpty()) {
      Range last = ranges.getLast();
      if (last.offset() + last.size() == frame.offset()) {
        ranges.removeLast();
        ranges.add(new Range(last.offset(), last.size() + frame.size()));
        return;
      }
    }
    ranges.add(new Range(frame.offset(), frame.size()));
  }

  /// How many bytes must be fetched.
  public long fetched() {
    return operations.stream()
        .flatMap(operation -> operation.payload().stream())
        .mapToLong(Payload::size)
        .sum();
  }

  /// How many bytes will be written.
  public long written() {
    return operations.stream().mapToLong(operation -> operation.destination().size()).sum();
  }
}
