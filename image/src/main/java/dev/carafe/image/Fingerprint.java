package dev.carafe.image;

import dev.carafe.disk.bytes.Sha256;
import dev.carafe.image.archive.PackageLock;
import dev.carafe.image.component.Component;
import dev.carafe.image.component.Variant;
import dev.carafe.image.content.Content;
import dev.carafe.image.uki.PcrSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Map;

/// One digest over everything that goes into an image. Two builds with the same are the same bytes.
final class Fingerprint {
  /// Part of every fingerprint: another way to build is another image.
  private static final String PIPELINE = "5";

  private Fingerprint() {}

  static Sha256 of(BuildRequest request, PackageLock lock) {
    StringBuilder inputs = new StringBuilder();
    inputs.append(PIPELINE).append('\n').append(request.version()).append('\n');
    inputs.append(request.time()).append('\n').append(lock.toToml());
    inputs.append(request.blueprint().variant().name()).append('\n');
    inputs.append(request.blueprint().variant().slotMegabytes()).append('\n');
    if (request.blueprint().variant().form() != Variant.Form.DISK) {
      inputs.append(request.blueprint().variant().form().label()).append('\n');
    }
    inputs.append(request.blueprint().variant().commandLine()).append('\n');
    for (Component component : request.blueprint().components()) {
      inputs.append(component.name()).append(' ').append(component.digest()).append('\n');
    }
    for (Component component : request.blueprint().components()) {
      component
          .java()
          .map(request.applications()::jars)
          .orElse(List.of())
          .forEach(jar ->
              inputs.append(jar.getFileName()).append(' ').append(Sha256.of(jar)).append('\n'));
    }
    request
        .updates()
        .ifPresent(updates ->
            inputs
                .append("updates ")
                .append(Sha256.of(updates.root()))
                .append(' ')
                .append(updates.address())
                .append('\n'));
    request.secureBoot().ifPresent(keys -> inputs.append(inputs(keys)));
    return Sha256.of(inputs.toString());
  }

  private static String inputs(SecureBoot keys) {
    StringBuilder inputs = new StringBuilder();
    try {
      byte[] certificate = keys.key().certificate().getEncoded();
      inputs.append("signed by ").append(Sha256.of(certificate)).append('\n');
      keys.policyKey()
          .map(PcrSignature::publicKey)
          .ifPresent(key -> inputs.append("measured for ").append(Sha256.of(key)).append('\n'));
      for (Map.Entry<String, Content> update : keys.enrolment().entrySet()) {
        Sha256 digest = Sha256.of(update.getValue().bytes());
        inputs.append(update.getKey()).append(' ').append(digest).append('\n');
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("could not encode a certificate that was read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read keys to enrol: " + e.getMessage(), e);
    }
    return inputs.toString();
  }
}
