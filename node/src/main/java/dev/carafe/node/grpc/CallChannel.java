package dev.carafe.node.grpc;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A connection over which unary gRPC calls are made, several at a time, on a Unix socket.
///
/// Source: [gRPC over HTTP/2](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
public final class CallChannel implements AutoCloseable {
  private final Channel connection;

  private CallChannel(Channel connection) {
    this.connection = connection;
  }

  /// Connects.
  ///
  /// @throws CallException if nobody listens
  public static CallChannel connect(EventLoopGroup group, Path socket) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioDomainSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient().build(),
                            new Http2MultiplexHandler(new Refusal()));
                  }
                });
    var connected = bootstrap.connect(UnixDomainSocketAddress.of(socket)).awaitUninterruptibly();
    Throwable cause = connected.cause();
    if (cause != null) {
      throw new CallException("connect " + socket, cause);
    }
    return new CallChannel(connected.channel());
  }

  /// Whether the connection still stands.
  public boolean isOpen() {
    return connection.isActive();
  }

  /// Calls a method and waits for its answer.
  ///
  /// @param method `package.Service/Method`
  /// @param message the request as protobuf
  /// @return the response as protobuf
  /// @throws CallException for every answer but success, and for none within the time
  public ByteBuffer call(String method, byte[] message, Duration limit) {
    Answer answer = new Answer();
    try {
      Http2StreamChannel stream =
          new Http2StreamChannelBootstrap(connection).handler(answer).open().get();
      var _ = stream.write(new DefaultHttp2HeadersFrame(headers(method)));
      ByteBuffer prefix = ByteBuffer.allocate(5).putInt(1, message.length);
      var _ =
          stream.writeAndFlush(
              new DefaultHttp2DataFrame(
                  Unpooled.wrappedBuffer(prefix, ByteBuffer.wrap(message)), true));
      return answer.await(limit).message(method);
    } catch (ExecutionException e) {
      throw new CallException(method, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException _) {
      throw new CallException(method, 4, "no answer within " + limit.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallException(method, e);
    }
  }

  private static Http2Headers headers(String method) {
    return new DefaultHttp2Headers()
        .method("POST")
        .scheme("http")
        .authority("localhost")
        .path("/" + method)
        .add("content-type", "application/grpc")
        .add("te", "trailers");
  }

  @Override
  public void close() {
    connection.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
  }

  /// No server may open a stream to a client.
  @ChannelHandler.Sharable
  private static final class Refusal extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(io.netty.channel.ChannelHandlerContext context) {
      var _ = context.close();
    }
  }
}
