package dev.carafe.node;

import dev.carafe.node.api.ApiServer;
import dev.carafe.node.api.Documents;
import dev.carafe.node.api.Health;
import dev.carafe.node.api.OsRelease;
import dev.carafe.node.api.PreloadedImages;
import dev.carafe.node.console.StatusScreen;
import dev.carafe.node.cri.ContainerRuntime;
import dev.carafe.node.grpc.CallChannel;
import dev.carafe.node.grpc.CallException;
import dev.carafe.node.pods.PodSupervisor;
import dev.carafe.node.provision.RegistryMirrors;
import dev.carafe.node.provision.UserData;
import dev.carafe.node.provision.UserDataReader;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// The agent of a node, from its start until the system stops it.
public final class Main {
  private static final Path USER_DATA = Path.of("/run/credentials/@system/carafe.user-data");
  private static final Path CONTAINERD = Path.of("/run/containerd/containerd.sock");
  private static final Path MIRRORS = Path.of("/etc/containerd/certs.d");
  private static final Path SHARE = Path.of("/usr/share/carafe");
  private static final int IMAGES_PORT = 5080;
  private static final int API_PORT = 5081;
  private static final long MOMENT = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final OsRelease system;
  private final UserData userData;
  private final PodSupervisor pods;
  private final EventLoopGroup group;
  private final boolean archiveInUse = Host.isMapped("/agent.jsa");
  private final double readySeconds = Host.uptime();

  private Main(OsRelease system, UserData userData, PodSupervisor pods, EventLoopGroup group) {
    this.system = system;
    this.userData = userData;
    this.pods = pods;
    this.group = group;
  }

  /// Starts the agent.
  public static void main(String[] arguments) throws IOException {
    UserData userData = UserDataReader.read(USER_DATA);
    RegistryMirrors.write(userData.mirrors(), MIRRORS);
    OsRelease system = OsRelease.read(Path.of("/usr/lib/os-release"));
    try (EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        ExecutorService pulls = Executors.newFixedThreadPool(2)) {
      PodSupervisor pods = new PodSupervisor(userData.pods(), InstantSource.system(), pulls);
      Main agent = new Main(system, userData, pods, group);
      agent.serve();
      Thread console = new Thread(agent::watch, "console");
      console.setDaemon(true);
      console.start();
      agent.supervise();
    }
  }

  private void serve() throws IOException {
    ApiServer server = new ApiServer(group);
    server.listen(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), IMAGES_PORT),
        new PreloadedImages(SHARE.resolve("images")));
    Documents documents = new Documents(system, this::health, SHARE);
    server.listen(Path.of("/run/api.sock"), documents);
    server.listen(new InetSocketAddress(API_PORT), documents);
  }

  /// Runs the pods for as long as the agent lives; where the runtime is gone it waits for it.
  private void supervise() {
    while (!Thread.interrupted()) {
      try (CallChannel channel = CallChannel.connect(group, CONTAINERD)) {
        ContainerRuntime runtime = new ContainerRuntime(channel);
        while (channel.isOpen()) {
          if (!pods.advance(runtime)) {
            LockSupport.parkNanos(SECOND);
          }
        }
      } catch (CallException _) {
        LockSupport.parkNanos(MOMENT);
      } catch (NodeException e) {
        System.err.println(e.getMessage());
        LockSupport.parkNanos(SECOND);
      }
    }
  }

  /// Says that the agent is ready, then draws the console whenever something changes.
  private void watch() {
    userData.problems().forEach(problem -> System.err.println(problem));
    System.out.printf(
        "agent ready %.1f s after the kernel's start, class-data archive %s%n",
        readySeconds, archiveInUse ? "in use" : "NOT in use");
    HostCommand.of("/usr/bin/systemd-notify", "--ready").run("");
    try {
      StatusScreen screen = StatusScreen.ofActiveConsoles();
      for (String drawn = ""; ; LockSupport.parkNanos(SECOND)) {
        String picture = StatusScreen.picture(system, userData.motd(), Host.addresses(), health());
        if (!picture.equals(drawn)) {
          screen.draw(picture);
          drawn = picture;
        }
      }
    } catch (IOException e) {
      System.err.println("could not find the console: " + e.getMessage());
    }
  }

  private Health health() {
    return new Health(
        pods.status(),
        userData.problems(),
        archiveInUse,
        Host.memory("MemTotal"),
        Host.memory("MemAvailable"),
        readySeconds);
  }
}
