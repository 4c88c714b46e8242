package dev.carafe.node.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gathers what comes back on one stream until it ends.
final class Answer extends SimpleChannelInboundHandler<Http2StreamFrame> {
  private static final int PREFIX = 5;

  private final CompletableFuture<Answer> done = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = -1;
  private String error = "the stream ended without a status";

  Answer await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
    return done.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The message, without the length before it.
  ByteBuffer message(String method) {
    if (status != 0) {
      throw new CallException(method, status, error);
    }
    byte[] bytes = body.toByteArray();
    int start = Math.min(PREFIX, bytes.length);
    return ByteBuffer.wrap(bytes, start, bytes.length - start);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
    switch (frame) {
      case Http2HeadersFrame headers -> {
        readStatus(headers.headers());
        finish(headers.isEndStream());
      }
      case Http2DataFrame data -> {
        append(data.content());
        finish(data.isEndStream());
      }
      case Http2ResetFrame reset -> {
        error = "the stream was reset, code " + reset.errorCode();
        done.complete(this);
      }
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    done.complete(this);
  }

  private void append(ByteBuf content) {
    try {
      content.readBytes(body, content.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private void readStatus(Http2Headers headers) {
    CharSequence code = headers.get("grpc-status");
    if (code != null) {
      status = Integer.parseInt(code.toString());
      CharSequence text = headers.get("grpc-message");
      error = text == null ? "no message" : text.toString();
    }
  }

  private void finish(boolean end) {
    if (end) {
      done.complete(this);
    }
  }
}
