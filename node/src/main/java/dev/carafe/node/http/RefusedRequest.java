package dev.carafe.node.http;

/// A request that is not understood or not allowed. Handlers may throw it too: it is answered with
/// its status and its message.
public final class RefusedRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status status;

  public RefusedRequest(Status status, String why) {
    super(why, null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }

  public Response response() {
    return Response.text(status, String.valueOf(getMessage()));
  }
}
