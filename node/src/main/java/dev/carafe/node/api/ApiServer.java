package dev.carafe.node.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/// HTTP/1.1 on a Unix socket and on ports.
public final class ApiServer {
  private static final int LARGEST_BODY = 1 << 20;

  private final EventLoopGroup group;

  public ApiServer(EventLoopGroup group) {
    this.group = group;
  }

  /// Serves the node's documents on a socket that root and its group may use.
  public void listen(Path socket, Documents documents) throws IOException {
    Files.deleteIfExists(socket);
    bind(NioServerDomainSocketChannel.class, UnixDomainSocketAddress.of(socket), documents::answer);
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
  }

  /// Serves the node's documents, which are read-only, on a port.
  public void listen(InetSocketAddress address, Documents documents) {
    bind(NioServerSocketChannel.class, address, documents::answer);
  }

  /// Serves the images that came with the system.
  public void listen(InetSocketAddress address, PreloadedImages images) {
    bind(NioServerSocketChannel.class, address, images::answer);
  }

  private void bind(
      Class<? extends ServerChannel> type,
      SocketAddress address,
      Function<String, Exchange.Answer> routes) {
    new ServerBootstrap()
        .group(group)
        .channel(type)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(LARGEST_BODY),
                        new Exchange(routes));
              }
            })
        .bind(address)
        .syncUninterruptibly();
  }
}
