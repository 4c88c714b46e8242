package dev.carafe.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// QEMU's stub for a debugger. The machine stands still while one is connected.
///
/// Source: [GDB, "GDB Remote Serial
/// Protocol"](https://sourceware.org/gdb/current/onlinedocs/gdb.html/Remote-Protocol.html),
/// sections "Overview" and "Packets".
final class DebugStub implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final String OK = "OK";

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private DebugStub(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  static DebugStub connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      return new DebugStub(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Writes to the memory that the first processor sees at this moment, protected or not.
  ///
  /// @return whether that processor sees memory there
  boolean write(long address, byte[] bytes) throws IOException {
    return ask("M%x,%x:%s".formatted(address, bytes.length, HexFormat.of().formatHex(bytes)))
        .equals(OK);
  }

  /// Lets the machine go on.
  @Override
  public void close() throws IOException {
    try (socket) {
      ask("D");
    }
  }

  private String ask(String packet) throws IOException {
    out.write(framed(packet).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    until('$');
    String answer = until('#');
    in.readNBytes(2);
    out.write('+');
    out.flush();
    return answer;
  }

  private static String framed(String packet) {
    int sum = packet.chars().sum() & 0xff;
    return "$%s#%02x".formatted(packet, sum);
  }

  private String until(char end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = in.read(); next != end; next = in.read()) {
      if (next < 0) {
        throw new IOException("QEMU has left its debugger");
      }
      text.append((char) next);
    }
    return text.toString();
  }
}
