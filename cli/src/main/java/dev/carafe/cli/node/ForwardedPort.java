package dev.carafe.cli.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/// A connection that somebody has made here, led on to a port of a pod by a node's `GET
/// /v1/port-forward`.
final class ForwardedPort implements WebSocket.Listener {
  private static final String END = "\"ContentComplete\"";
  private static final int CHUNK = 32 << 10;

  private final Socket here;
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private ForwardedPort(Socket here) {
    this.here = here;
  }

  /// Returns when both sides have said all, or one has gone.
  ///
  /// @throws NodeException where the node cannot be reached, or the pod does not answer
  static void lead(Socket here, NodeClient node, String pod, int port) {
    ForwardedPort connection = new ForwardedPort(here);
    String query = "?pod=" + URLEncoder.encode(pod, StandardCharsets.UTF_8) + "&port=" + port;
    WebSocket socket = node.webSocket("/v1/port-forward" + query, connection);
    try {
      Thread.ofPlatform().daemon().name("port-forward").start(() -> connection.feed(socket));
      connection.end.get();
    } catch (ExecutionException e) {
      throw node.lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      socket.abort();
    }
  }

  private void feed(WebSocket socket) {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int count = read(chunk); count >= 0; count = read(chunk)) {
        socket.sendBinary(ByteBuffer.wrap(chunk, 0, count), true).join();
      }
      socket.sendText(END, true).join();
    } catch (UncheckedIOException _) {
      end.complete(null);
    } catch (CompletionException _) {
      // the node has ended it, and says why
    }
  }

  private int read(byte[] chunk) {
    try {
      return here.getInputStream().read(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    try {
      here.getOutputStream().write(bytes);
    } catch (IOException _) {
      end.complete(null);
    }
    socket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last && text.toString().equals(END)) {
      try {
        here.shutdownOutput();
      } catch (IOException _) {
        end.complete(null);
      }
    }
    socket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    if (code == WebSocket.NORMAL_CLOSURE) {
      end.complete(null);
    } else {
      end.completeExceptionally(new EndedException(code, reason));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end.completeExceptionally(error);
  }
}
