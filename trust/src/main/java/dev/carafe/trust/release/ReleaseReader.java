package dev.carafe.trust.release;

import dev.carafe.disk.verity.RootHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one release of a channel's document. Where anything is wrong with it, it is none.
final class ReleaseReader {
  private static final int MOST_SEED_DIGITS = 4;

  /// In a time of four-digit years and whole seconds.
  private static final int TIME_CHARACTERS = 20;

  private static final String HASH = "write 64 hexadecimal digits in lower case";

  private final Mistakes mistakes;

  ReleaseReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Optional<Release> release(Members members) {
    int before = mistakes.count();
    Optional<Version> version = version(members, "version");
    Optional<String> variant = ChannelReader.word(members, "variant", "plain");
    Optional<String> architecture = ChannelReader.word(members, "architecture", "x86_64");
    Optional<Version> least = optionalVersion(members, "min-version");
    Optional<Version> most = optionalVersion(members, "max-version");
    demandOrder(members, least, most);
    Optional<String> notes = members.object().member("notes").flatMap(_ -> members.text("notes"));
    Optional<Usr> usr = usr(members);
    Optional<Kernel> kernel = members.object("kernel").flatMap(this::kernel);
    Optional<Artifact> sbom = members.object("sbom").flatMap(this::artifact);
    Optional<Artifact> manifest = members.object("manifest").flatMap(this::artifact);
    List<PcrValue> pcrs = pcrs(members);
    Waves waves = members.optionalObject("waves").map(this::waves).orElse(Waves.none());
    return mistakes.count() > before
        ? Optional.empty()
        : Optional.of(
            new Release(
                version.orElseThrow(),
                variant.orElseThrow(),
                architecture.orElseThrow(),
                least,
                most,
                notes.orElse(""),
                usr.orElseThrow(),
                kernel.orElseThrow(),
                sbom.orElseThrow(),
                manifest.orElseThrow(),
                pcrs,
                waves));
  }

  private static Optional<Version> version(Members members, String name) {
    return members.value(
        name, Version::fault, Version::of, "write a semantic version, like \"1.2.3\"");
  }

  private static Optional<Version> optionalVersion(Members members, String name) {
    return members.object().member(name).flatMap(_ -> version(members, name));
  }

  private static void demandOrder(
      Members members, Optional<Version> least, Optional<Version> most) {
    if (least.isPresent() && most.isPresent() && least.get().isNewerThan(most.get())) {
      members.wrong(
          "min-version",
          " is " + least.get() + ", which is newer than max-version, " + most.get(),
          "write the oldest version from which it may be installed");
    }
  }

  private Optional<Usr> usr(Members members) {
    Optional<RootHash> rootHash =
        members.value("root-hash", Names::digestFault, RootHash::of, HASH);
    Optional<Members> object = members.object("usr");
    if (object.isEmpty()) {
      return Optional.empty();
    }
    Optional<Payload> payload = payload(object.get());
    Optional<Artifact> index = object.get().optionalObject("block-index").flatMap(this::artifact);
    return rootHash.isPresent() && payload.isPresent()
        ? Optional.of(new Usr(rootHash.get(), payload.get(), index))
        : Optional.empty();
  }

  private Optional<Kernel> kernel(Members members) {
    Optional<String> file =
        members.value(
            "file", Names::kernelFault, name -> name, "write \"carafe-VARIANT-VERSION.efi\"");
    Optional<Payload> payload = payload(members);
    return file.isPresent() && payload.isPresent()
        ? Optional.of(new Kernel(file.get(), payload.get()))
        : Optional.empty();
  }

  private Optional<Payload> payload(Members members) {
    Optional<Artifact> full = part(members);
    List<Delta> deltas = new ArrayList<>();
    for (Members each : members.optionalObjects("deltas")) {
      Optional<RootHash> from = each.value("from", Names::digestFault, RootHash::of, HASH);
      Optional<Version> version = version(each, "version");
      Optional<Artifact> artifact = part(each);
      if (from.isPresent() && version.isPresent() && artifact.isPresent()) {
        deltas.add(new Delta(from.get(), version.get(), artifact.get()));
      }
    }
    return full.map(artifact -> new Payload(artifact, deltas));
  }

  /// A file of a payload: without its head nobody could tell whether a part of it is the right one.
  private Optional<Artifact> part(Members members) {
    Optional<Artifact> file = artifact(members);
    Optional<Head> head = members.object("head").flatMap(ReleaseReader::head);
    return head.flatMap(beginning -> file.map(artifact -> artifact.with(beginning)));
  }

  private static Optional<Head> head(Members members) {
    Optional<Long> size = members.number("size", Head.LARGEST);
    Optional<String> sha256 = members.value("sha256", Names::digestFault, digits -> digits, HASH);
    if (size.isPresent() && size.get() == 0) {
      members.wrong("size", " is 0", "write how many bytes the head has");
      return Optional.empty();
    }
    return size.flatMap(bytes -> sha256.map(digest -> new Head(bytes.intValue(), digest)));
  }

  private Optional<Artifact> artifact(Members members) {
    Optional<String> target =
        members.value(
            "target",
            Names::pathFault,
            path -> path,
            "write the path of a target, like \"plain/x86_64/1.2.3/usr.full\"");
    Optional<Long> size = members.number("size", Long.MAX_VALUE);
    Optional<Long> unpacked = members.number("unpacked", Long.MAX_VALUE);
    return target.isPresent() && size.isPresent() && unpacked.isPresent()
        ? Optional.of(new Artifact(target.get(), size.get(), unpacked.get()))
        : Optional.empty();
  }

  private static List<PcrValue> pcrs(Members members) {
    List<PcrValue> values = new ArrayList<>();
    for (Members each : members.optionalObjects("pcrs")) {
      Optional<Long> register = each.number("register", PcrValue.HIGHEST);
      boolean unphased = each.object().member("phase").isEmpty();
      Optional<String> phase =
          unphased ? Optional.of("") : ChannelReader.word(each, "phase", "enter-initrd");
      Optional<String> sha256 = each.value("sha256", Names::digestFault, digits -> digits, HASH);
      if (register.isPresent() && phase.isPresent() && sha256.isPresent()) {
        values.add(new PcrValue(register.get().intValue(), phase.get(), sha256.get()));
      }
    }
    return values;
  }

  /// Members named by seeds, in any order.
  private Waves waves(Members members) {
    int before = mistakes.count();
    List<Wave> waves = new ArrayList<>();
    for (String name : members.names()) {
      wave(members, name).ifPresent(waves::add);
    }
    waves.sort((left, right) -> Integer.compare(left.seed(), right.seed()));
    if (mistakes.count() == before) {
      demandAscending(members, waves);
    }
    return mistakes.count() > before ? Waves.none() : new Waves(waves);
  }

  private Optional<Wave> wave(Members members, String name) {
    if (!isSeed(name)) {
      mistakes.add(
          members.pointer(),
          " has a member " + Members.shown(name) + ", which is no seed",
          "write the lowest seed of a wave, from 0 to " + Wave.SEEDS);
      return Optional.empty();
    }
    return members
        .value(
            name,
            ReleaseReader::timeFault,
            text -> time(text).orElseThrow(),
            "write a time, like \"2026-01-31T08:00:00Z\"")
        .map(start -> new Wave(Integer.parseInt(name), start));
  }

  private static boolean isSeed(String name) {
    return !name.isEmpty()
        && name.length() <= MOST_SEED_DIGITS
        && (name.length() == 1 || name.charAt(0) != '0')
        && name.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(name) <= Wave.SEEDS;
  }

  private static void demandAscending(Members members, List<Wave> waves) {
    for (int i = 0; i < waves.size(); i++) {
      Wave wave = waves.get(i);
      String name = Integer.toString(wave.seed());
      if (i == 0 && wave.seed() != 0) {
        members.wrong(name, " is the first wave", "begin with seed 0");
      } else if (i > 0 && !wave.start().isAfter(waves.get(i - 1).start())) {
        members.wrong(
            name,
            " begins at " + wave.start() + ", not after the wave before it",
            "write a later time");
      }
    }
  }

  private static Optional<String> timeFault(String text) {
    return time(text).isPresent()
        ? Optional.empty()
        : Optional.of("it is no time in UTC and whole seconds");
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.length() == TIME_CHARACTERS && text.endsWith("Z")
          ? Optional.of(Instant.parse(text))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
