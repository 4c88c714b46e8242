package dev.carafe.cli.repo;

import dev.carafe.lab.web.FileServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `carafe repo serve`.
@Command(
    name = "serve",
    description = {
      "Serves a repository to this machine alone, to try it out, until it is interrupted.",
      "For others, any static web server does: what clients read is the folder public."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carafe repo serve os",
      "  carafe repo serve os --port 9000 & carafe repo check http://127.0.0.1:9000/"
    })
final class ServeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The repository's folder, or that of a mirror.")
  Path folder = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8000",
      description = "The port; 0 is any that is free (default: 8000).")
  int port;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path made = folder.resolve("public");
    Path served = Files.isDirectory(made) ? made : folder;
    if (!Files.isDirectory(served.resolve("metadata"))) {
      throw new ChoiceException(
          "could not serve %s: nothing is published there; carafe repo publish %s does"
              .formatted(folder, folder));
    }
    try (FileServer server = FileServer.start(served, port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s is at http://127.0.0.1:%d/ until you press Ctrl-C.%n", served, server.port());
      out.flush();
      new CountDownLatch(1).await();
    } catch (BindException e) {
      throw new ChoiceException(
          "could not listen on port %d: %s; --port 0 takes any that is free"
              .formatted(port, e.getMessage()));
    } catch (InterruptedException _) {
      // as one should
    }
    return 0;
  }
}
