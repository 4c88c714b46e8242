package dev.carafe.node.grpc;

/// How a call ended; a code is its place in this list.
///
/// Source: [gRPC status codes](https://grpc.github.io/grpc/core/md_doc_statuscodes.html).
public enum StatusCode {
  OK,
  CANCELLED,
  UNKNOWN,
  INVALID_ARGUMENT,
  DEADLINE_EXCEEDED,
  NOT_FOUND,
  ALREADY_EXISTS,
  PERMISSION_DENIED,
  RESOURCE_EXHAUSTED,
  FAILED_PRECONDITION,
  ABORTED,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  INTERNAL,
  UNAVAILABLE,
  DATA_LOSS,
  UNAUTHENTICATED;

  private static final StatusCode[] CODES = values();

  /// The status with a code as it is written in `grpc-status`; `UNKNOWN` for what is no code.
  static StatusCode of(String code) {
    try {
      int number = Integer.parseInt(code);
      return number >= 0 && number < CODES.length ? CODES[number] : UNKNOWN;
    } catch (NumberFormatException _) {
      return UNKNOWN;
    }
  }
}
