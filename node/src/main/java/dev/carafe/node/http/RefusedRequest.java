package dev.carafe.node.http;

/// A request that is not understood or not allowed. The connection closes after the answer, for
/// nobody knows where the next request begins.
final class RefusedRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status status;

  RefusedRequest(Status status, String why) {
    super(why, null, false, false);
    this.status = status;
  }

  Response response() {
    return Response.text(status, String.valueOf(getMessage()));
  }
}
