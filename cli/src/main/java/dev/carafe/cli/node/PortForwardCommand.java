package dev.carafe.cli.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe node port-forward`.
@Command(
    name = "port-forward",
    description = {
      "Leads ports of this machine to ports of a pod, published or not, until it is interrupted.",
      "The pod's program must listen on the pod's address; one that listens on its 127.0.0.1 alone is"
          + " not reached."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe node port-forward web 8080:80",
      "  carafe node port-forward database 5432",
      "  carafe node port-forward web :80             at any port that is free"
    })
final class PortForwardCommand implements Callable<Integer> {
  private static final int LARGEST = 65_535;

  @Mixin NodeOptions nodes = new NodeOptions();

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description = "Where to listen (default: 127.0.0.1).")
  String address = "127.0.0.1";

  @Parameters(index = "0", paramLabel = "POD", description = "The pod's name.")
  String pod = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "[LOCAL:]PORT",
      description = "The port here, where it is another one, and the pod's.")
  List<String> ports = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  /// A port here, 0 for any, and one of the pod.
  private record Pair(int local, int remote) {

    static Pair parse(String text) {
      int colon = text.lastIndexOf(':');
      int remote = number(text, text.substring(colon + 1));
      String local = colon < 0 ? text : text.substring(0, colon);
      return new Pair(local.isEmpty() ? 0 : number(text, local), remote);
    }

    private static int number(String text, String digits) {
      try {
        int number = Integer.parseInt(digits);
        if (number >= 1 && number <= LARGEST) {
          return number;
        }
      } catch (NumberFormatException _) {
        // said below
      }
      throw new ChoiceException(text + " is no port; write 80, 8080:80 or :80");
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Pair> pairs = ports.stream().map(Pair::parse).toList();
    List<Thread> listening = new ArrayList<>();
    List<ServerSocket> sockets = new ArrayList<>();
    try (NodeClient node = nodes.open()) {
      for (Pair pair : pairs) {
        ServerSocket socket = listen(pair);
        sockets.add(socket);
        say(
            "%s:%d -> %s:%d"
                .formatted(
                    socket.getInetAddress().getHostAddress(),
                    socket.getLocalPort(),
                    pod,
                    pair.remote()));
        listening.add(start(() -> accept(socket, node, pair.remote())));
      }
      for (Thread thread : listening) {
        thread.join();
      }
    } catch (InterruptedException _) {
      // as one should
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return 0;
  }

  private ServerSocket listen(Pair pair) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), pair.local()));
      return socket;
    } catch (BindException e) {
      socket.close();
      throw new ChoiceException(
          "could not listen on port %d of %s: %s; write another one, or :%d for any that is free"
              .formatted(pair.local(), address, e.getMessage(), pair.remote()));
    }
  }

  private void accept(ServerSocket socket, NodeClient node, int remote) {
    try {
      while (!socket.isClosed()) {
        Socket connection = socket.accept();
        start(() -> lead(connection, node, remote));
      }
    } catch (IOException _) {
      // closed at the end
    }
  }

  /// What goes wrong with one connection is told, and the next may do better.
  private void lead(Socket connection, NodeClient node, int remote) {
    try (connection) {
      ForwardedPort.lead(connection, node, pod, remote);
    } catch (NodeException | IOException e) {
      say("carafe: " + e.getMessage());
    }
  }

  private static Thread start(Runnable work) {
    return Thread.ofVirtual().start(work);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
