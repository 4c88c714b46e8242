package dev.carafe.node.websocket;

import java.nio.ByteBuffer;

/// What a peer says.
public sealed interface Message {

  record Text(String text) implements Message {}

  record Binary(ByteBuffer bytes) implements Message {}

  /// Nothing follows.
  ///
  /// @param code 1005 where the peer gave none
  record Close(int code, String reason) implements Message {}
}
