package dev.carafe.node.http;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// TLS 1.3 with a certificate on both sides.
///
/// Whoever resumes a session shows no certificate again. So a session can be resumed for a second
/// only, never into another context, and each request looks at the certificate's time.
///
/// Source: [RFC 8446](https://www.rfc-editor.org/rfc/rfc8446).
record TlsTransport(TlsContextSource source) implements Transport {

  @Override
  public Session begin(SocketChannel channel) throws IOException {
    SSLContext context = source.current();
    // the shortest life that a session can have
    context.getServerSessionContext().setSessionTimeout(1);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(channel.socket(), null, true);
    socket.setSSLParameters(parameters(socket.getSSLParameters()));
    socket.startHandshake();
    if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
      String address = channel.socket().getInetAddress().getHostAddress();
      return new TlsSession(
          socket,
          new Peer.Certified(certificate, address),
          Channels.newChannel(socket.getInputStream()),
          Channels.newChannel(socket.getOutputStream()),
          source,
          context);
    }
    throw new SSLException("the client's certificate is not X.509");
  }

  private static SSLParameters parameters(SSLParameters parameters) {
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    parameters.setNeedClientAuth(true);
    return parameters;
  }

  /// A handshake uses much of a stack, and a platform thread keeps what it has used: 64 idle
  /// connections take 3 MiB with these and 9 with those.
  @Override
  public Thread.Builder threads() {
    return Thread.ofVirtual();
  }

  @Override
  public boolean speaksFirst() {
    return false;
  }

  private record TlsSession(
      SSLSocket socket,
      Peer.Certified peer,
      ReadableByteChannel in,
      WritableByteChannel out,
      TlsContextSource source,
      SSLContext context)
      implements Session {

    @Override
    public boolean isStillWelcome() {
      try {
        peer.certificate().checkValidity();
        return source.current().equals(context);
      } catch (CertificateException _) {
        return false;
      }
    }

    @Override
    public void endOutput() throws IOException {
      socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
