package dev.carafe.node.http;

/// Where the events of a stream come from.
@FunctionalInterface
public interface EventSource {

  /// Begins to offer events to one client's queue, from any thread and without waiting.
  ///
  /// @return what ends it; closed when the client has gone
  Subscription subscribe(EventQueue client);

  /// A client's being on the list.
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
