package dev.carafe.node.http;

import java.io.IOException;
import java.io.OutputStream;

/// Makes a body whose length is not known before its end.
@FunctionalInterface
public interface Writing {

  /// Writes all of it. Where that fails, the client sees that the body has no end.
  void writeTo(OutputStream out) throws IOException;
}
