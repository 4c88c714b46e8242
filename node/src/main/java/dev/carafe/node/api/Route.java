package dev.carafe.node.api;

/// What is at a path, for one method.
///
/// @param path as it is in a request; one that ends with `/*` stands for every path with one more
///   segment
/// @param act whether asking for it is witnessed
record Route(String method, String path, Endpoint endpoint, boolean act) {
  private static final String ANY = "/*";

  Route(String method, String path, Endpoint endpoint) {
    this(method, path, endpoint, !method.equals("GET"));
  }

  static Route get(String path, Endpoint endpoint) {
    return new Route("GET", path, endpoint);
  }

  static Route post(String path, Endpoint endpoint) {
    return new Route("POST", path, endpoint);
  }

  boolean isAt(String requested) {
    if (!path.endsWith(ANY)) {
      return path.equals(requested);
    }
    int slash = path.length() - 2;
    return requested.length() > slash + 1
        && requested.startsWith(path.substring(0, slash + 1))
        && requested.indexOf('/', slash + 1) < 0;
  }

  boolean takes(String requested) {
    return method.equals(requested) || (method.equals("GET") && requested.equals("HEAD"));
  }

  /// The segment for which `*` stands.
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
