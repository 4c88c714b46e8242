package dev.carafe.node.websocket;

import java.nio.ByteBuffer;

/// A piece of a message, or a word about the connection.
///
/// @param last whether the message ends with it
/// @param payload not masked any more
record Frame(boolean last, Opcode opcode, ByteBuffer payload) {}
