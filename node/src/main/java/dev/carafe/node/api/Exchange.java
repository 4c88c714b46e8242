package dev.carafe.node.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// Answers the requests of one connection, one after another.
final class Exchange extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final Function<String, Answer> routes;

  /// @param routes the answer for a path
  Exchange(Function<String, Answer> routes) {
    this.routes = routes;
  }

  /// What a path is answered with.
  sealed interface Answer {
    /// A text of a media type.
    record Text(String type, String text) implements Answer {}

    /// A file of a media type.
    record Content(String type, Path file) implements Answer {}

    /// Nothing is there.
    record Missing(String why) implements Answer {}
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
      throws IOException {
    boolean head = request.method().equals(HttpMethod.HEAD);
    if (!head && !request.method().equals(HttpMethod.GET)) {
      text(context, request, HttpResponseStatus.METHOD_NOT_ALLOWED, "text/plain", "GET only\n");
      return;
    }
    String path = new QueryStringDecoder(request.uri()).path();
    switch (routes.apply(path)) {
      case Answer.Text(String type, String text) ->
          text(context, request, HttpResponseStatus.OK, type, text);
      case Answer.Missing(String why) ->
          text(context, request, HttpResponseStatus.NOT_FOUND, "text/plain", why + "\n");
      case Answer.Content(String type, Path file) -> file(context, request, type, file, head);
    }
  }

  private static void text(
      ChannelHandlerContext context,
      FullHttpRequest request,
      HttpResponseStatus status,
      String type,
      String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean head = request.method().equals(HttpMethod.HEAD);
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            status,
            head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    finish(request, context.writeAndFlush(response));
  }

  private static void file(
      ChannelHandlerContext context, FullHttpRequest request, String type, Path file, boolean head)
      throws IOException {
    long size = Files.size(file);
    var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, size);
    if (type.startsWith("application/vnd.oci.")) {
      response.headers().set("Docker-Content-Digest", "sha256:" + file.getFileName());
    }
    var _ = context.write(response);
    if (!head) {
      var _ = context.write(new DefaultFileRegion(file.toFile(), 0, size));
    }
    finish(request, context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
  }

  private static void finish(FullHttpRequest request, io.netty.channel.ChannelFuture written) {
    if (!HttpUtil.isKeepAlive(request)) {
      var _ = written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
