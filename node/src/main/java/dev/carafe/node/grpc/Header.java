package dev.carafe.node.grpc;

/// One header field of HTTP/2; names are lower case, and those of pseudo-headers start with a
/// colon.
record Header(String name, String value) {}
