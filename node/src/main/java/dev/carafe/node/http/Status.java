package dev.carafe.node.http;

/// The status codes that we answer with.
///
/// Source: [RFC 9110, section 15](https://www.rfc-editor.org/rfc/rfc9110#section-15).
public enum Status {
  OK(200, "OK"),
  BAD_REQUEST(400, "Bad Request"),
  NOT_FOUND(404, "Not Found"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
  CONTENT_TOO_LARGE(413, "Content Too Large"),
  HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
  INTERNAL_ERROR(500, "Internal Server Error"),
  UNAVAILABLE(503, "Service Unavailable"),
  VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

  private final int code;
  private final String phrase;

  Status(int code, String phrase) {
    this.code = code;
    this.phrase = phrase;
  }

  /// `200 OK`, as in a status line.
  @Override
  public String toString() {
    return code + " " + phrase;
  }
}
