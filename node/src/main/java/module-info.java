import org.jspecify.annotations.NullMarked;

/// The agent: the one program of ours on a node.
@NullMarked
module dev.carafe.node {
  requires static org.jspecify;
  requires dev.carafe.settings;
  requires com.fasterxml.jackson.core;
  requires com.google.protobuf;
  requires io.netty.buffer;
  requires io.netty.codec.http;
  requires io.netty.codec.http2;
  requires io.netty.common;
  requires io.netty.transport;
}
