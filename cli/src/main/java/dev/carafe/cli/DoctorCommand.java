package dev.carafe.cli;

import dev.carafe.cli.answer.AnswerOptions;
import dev.carafe.image.content.OfflineException;
import dev.carafe.image.tools.ToolsTree;
import dev.carafe.lab.Acceleration;
import dev.carafe.lab.HostMemory;
import dev.carafe.lab.LabException;
import dev.carafe.lab.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `carafe doctor`: looks; [Examination] judges.
@Command(
    name = "doctor",
    description = "Looks whether this machine has what building and booting take.",
    footerHeading = "%nExamples:%n",
    footer = {"  carafe doctor", "  carafe doctor --mirror http://mirror.example/debian/"})
final class DoctorCommand implements Callable<Integer> {
  private static final int MEMORY = 1024;
  private static final int PORT = 8080;

  @Mixin BuildOptions options = new BuildOptions();

  @Mixin AnswerOptions answers = new AnswerOptions();

  @ParentCommand Main main = new Main();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Checkup checkup = new Checkup(diagnoses());
    answers.give(checkup, spec.commandLine().getOut());
    return (checkup.isFit() ? ExitCode.DONE : ExitCode.LACKING).number();
  }

  private List<Diagnosis> diagnoses() throws IOException {
    List<Diagnosis> diagnoses = new ArrayList<>();
    diagnoses.add(Examination.java(Runtime.version()));
    diagnoses.add(Examination.system(System.getProperty("os.name"), System.getProperty("os.arch")));
    diagnoses.add(Examination.memory(complaint(() -> HostMemory.demand(MEMORY))));
    diagnoses.add(Examination.port(PORT, complaint(() -> Ports.demandFree(PORT))));
    Path cache = Workshop.cacheFolder(options);
    boolean writable = isWritable(cache);
    diagnoses.add(Examination.cacheFolder(cache, writable));
    if (writable) {
      diagnoses.add(Examination.disk(cache, Files.getFileStore(cache).getUsableSpace()));
      lookForTools(diagnoses);
    }
    return diagnoses;
  }

  private void lookForTools(List<Diagnosis> diagnoses) throws IOException {
    Workshop cached = new Workshop(Main.home(), options.offline(), main.progress());
    Optional<ToolsTree> tools = tools(cached);
    diagnoses.add(Examination.tools(tools.isPresent()));
    Workshop online = new Workshop(Main.home(), options, main.progress());
    diagnoses.add(
        Examination.network(online.mirror().getHost(), online.reachesArchive(), tools.isPresent()));
    diagnoses.add(
        Examination.kvm(
            Files.exists(Path.of("/dev/kvm")),
            tools.isPresent() && cached.acceleration(tools.get()) == Acceleration.KVM));
  }

  private static Optional<ToolsTree> tools(Workshop cached) {
    try {
      return Optional.of(cached.labTools());
    } catch (OfflineException _) {
      return Optional.empty();
    }
  }

  private static boolean isWritable(Path folder) {
    try {
      return Files.isWritable(Files.createDirectories(folder));
    } catch (IOException _) {
      return false;
    }
  }

  private static Optional<String> complaint(Runnable demand) {
    try {
      demand.run();
      return Optional.empty();
    } catch (LabException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }
}
