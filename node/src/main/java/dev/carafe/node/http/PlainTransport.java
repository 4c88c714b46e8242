package dev.carafe.node.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;

/// The bytes of the socket as they are.
record PlainTransport() implements Transport {

  @Override
  public Session begin(SocketChannel channel) throws IOException {
    return new PlainSession(channel, peer(channel));
  }

  private static Peer peer(SocketChannel channel) throws IOException {
    return channel.getRemoteAddress() instanceof InetSocketAddress address
        ? new Peer.Anonymous(address.getAddress().getHostAddress())
        : new Peer.Local();
  }

  /// The first connections come while the machine boots, when virtual threads are one more thing to
  /// load.
  @Override
  public Thread.Builder threads() {
    return Thread.ofPlatform().daemon();
  }

  @Override
  public boolean speaksFirst() {
    return true;
  }

  private record PlainSession(SocketChannel channel, Peer peer) implements Session {
    @Override
    public ReadableByteChannel in() {
      return channel;
    }

    @Override
    public WritableByteChannel out() {
      return channel;
    }

    @Override
    public boolean isStillWelcome() {
      return true;
    }

    @Override
    public void endOutput() throws IOException {
      channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
