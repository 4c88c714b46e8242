package dev.carafe.node.http;

/// Answers requests; called by many threads at once.
@FunctionalInterface
public interface Handler {
  Response answer(Request request);
}
