package dev.carafe.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Any bytes are requests, or are refused; in how many pieces they come makes no difference.
public final class RequestReaderFuzz {
  private static final int BUDGET = 8 << 20;

  private RequestReaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    assertThat(read(new ByteArrayInputStream(input))).isEqualTo(read(new OneByOne(input)));
  }

  /// What the requests are, and how they end.
  private static List<String> read(InputStream in) {
    List<String> requests = new ArrayList<>();
    BodyBudget budget = new BodyBudget(BUDGET);
    RequestReader reader =
        new RequestReader(
            Channels.newChannel(in),
            Channels.newChannel(new ByteArrayOutputStream()),
            new Peer.Local(),
            budget);
    try {
      for (Optional<Request> next = reader.next(); next.isPresent(); next = reader.next()) {
        requests.add(text(next.get()));
        reader.forget();
      }
      requests.add("end");
    } catch (RefusedRequest refused) {
      requests.add(refused.status() + ": " + refused.getMessage());
    } catch (EOFException e) {
      requests.add("left: " + e.getMessage());
    } catch (IOException e) {
      throw new AssertionError(e); // nothing here can fail to be read
    } finally {
      reader.forget();
    }
    assertThat(budget.left()).isEqualTo(BUDGET);
    return requests;
  }

  private static String text(Request request) {
    String body = StandardCharsets.ISO_8859_1.decode(request.body()).toString();
    return String.join(
        " ",
        request.method(),
        request.path(),
        request.query().toString(),
        request.headers().toString(),
        String.valueOf(request.keepsConnection()),
        body);
  }

  private static final class OneByOne extends ByteArrayInputStream {
    OneByOne(byte[] input) {
      super(input);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, 1));
    }
  }
}
