package dev.carafe.node.http;

/// The status codes that we answer with.
///
/// Source: [RFC 9110, section 15](https://www.rfc-editor.org/rfc/rfc9110#section-15), and `LOCKED`
/// from [RFC 4918](https://www.rfc-editor.org/rfc/rfc4918#section-11.3).
public enum Status {
  SWITCHING_PROTOCOLS(101, "Switching Protocols"),
  OK(200, "OK"),
  NO_CONTENT(204, "No Content"),
  BAD_REQUEST(400, "Bad Request"),
  FORBIDDEN(403, "Forbidden"),
  NOT_FOUND(404, "Not Found"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
  CONFLICT(409, "Conflict"),
  CONTENT_TOO_LARGE(413, "Content Too Large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
  UNPROCESSABLE_CONTENT(422, "Unprocessable Content"),
  LOCKED(423, "Locked"),
  UPGRADE_REQUIRED(426, "Upgrade Required"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  INTERNAL_ERROR(500, "Internal Server Error"),
  NOT_IMPLEMENTED(501, "Not Implemented"),
  UNAVAILABLE(503, "Service Unavailable"),
  VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

  private final int code;
  private final String phrase;

  Status(int code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  public int code() {
    return code;
  }

  /// `200 OK`, as in a status line.
  @Override
  public String toString() {
    return code + " " + phrase;
  }
}
