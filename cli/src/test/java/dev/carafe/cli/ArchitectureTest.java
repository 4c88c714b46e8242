package dev.carafe.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.carafe.node.NodeCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPaths(
              Path.of("../settings/target/classes"),
              Path.of("../disk/target/classes"),
              Path.of("../trust/target/classes"),
              Path.of("../node/target/classes"),
              Path.of("../image/target/classes"),
              Path.of("../lab/target/classes"),
              Path.of("target/classes"));

  @Test
  void thereIsSomethingToLookAt() {
    assertThat(CLASSES.size()).isGreaterThan(300);
  }

  @Test
  void modulesSeeOnlyWhatTheyMay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("settings")
        .definedBy("dev.carafe.settings..")
        .layer("disk")
        .definedBy("dev.carafe.disk..")
        .layer("trust")
        .definedBy("dev.carafe.trust..")
        .layer("node")
        .definedBy("dev.carafe.node..")
        .layer("image")
        .definedBy("dev.carafe.image..")
        .layer("lab")
        .definedBy("dev.carafe.lab..")
        .layer("cli")
        .definedBy("dev.carafe.cli..")
        .whereLayer("disk")
        .mayNotAccessAnyLayer()
        .whereLayer("disk")
        .mayOnlyBeAccessedByLayers("trust", "node", "image", "lab", "cli")
        .whereLayer("trust")
        .mayOnlyBeAccessedByLayers("node", "cli")
        .whereLayer("node")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("image")
        .mayOnlyBeAccessedByLayers("lab", "cli")
        .whereLayer("lab")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void ofTheAgentNothingButItsCheckAndItsFramesAreUsed() {
    noClasses()
        .that()
        .resideInAPackage("dev.carafe.cli..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.carafe.node..")
                .and(not(equivalentTo(NodeCheck.class)))
                .and(not(resideInAPackage("dev.carafe.node.websocket"))))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.carafe.cli.node.unix", "dev.carafe.node..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.carafe.node.websocket"))
        .check(CLASSES);
  }

  @Test
  void noPackagesGoInCircles() {
    for (String module : List.of("cli", "disk", "image", "lab", "node", "settings", "trust")) {
      slices()
          .matching("dev.carafe." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void processesAreStartedThroughTheirDoors() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.carafe.image.process.Command")
        .and()
        .resideOutsideOfPackage("dev.carafe.node.host")
        .should()
        .callConstructor(ProcessBuilder.class, String[].class)
        .orShould()
        .callConstructor(ProcessBuilder.class, List.class)
        .check(CLASSES);
  }

  @Test
  void foreignFunctionsAreCalledThroughTheirDoors() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.carafe.disk.foreign",
            "dev.carafe.disk.openssl",
            "dev.carafe.disk.zstd",
            "dev.carafe.cli.key.token")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign")
        .check(CLASSES);
  }

  @Test
  void theBuilderReadsNoClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.carafe.image..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }
}
