package dev.carafe.cli.attest;

import dev.carafe.trust.certificate.Certificates;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What the firmware believed in this boot: register 7.
///
/// It measures whether Secure Boot is on and whom it believes, then a separator, then each entry of
/// `db` by which it has let a program start. Nothing else is taken: the type of an event is not
/// measured, so that somebody could call by another name what is not to be seen.
///
/// Source: TCG PC Client Platform Firmware Profile, section "PCR[7] - Secure Boot Policy
/// Measurements"; UEFI Specification, section "EFI_SIGNATURE_DATA".
///
/// @param secureBoot whether programs without a signature were refused
/// @param authorities certificates by which programs were started, in their order
record BootPolicy(boolean secureBoot, List<X509Certificate> authorities) {
  private static final int REGISTER = 7;
  private static final UUID GLOBAL = UUID.fromString("8be4df61-93ca-11d2-aa0d-00e098032b8c");
  private static final UUID IMAGE_SECURITY =
      UUID.fromString("d719b2cb-3d3a-4596-a3bc-dad00e67656f");

  /// Of the entry of `db`: who has put it there.
  private static final int OWNER = 16;

  BootPolicy {
    authorities = List.copyOf(authorities);
  }

  /// Reads it from a log.
  ///
  /// @throws BadEvidenceException where register 7 has anything else than it should
  static BootPolicy of(EventLog log) {
    List<Event> events = log.of(REGISTER);
    int separator = separator(events);
    boolean secureBoot = false;
    for (int i = 0; i < separator; i++) {
      VariableData variable = variable(events.get(i), Event.VARIABLE_DRIVER_CONFIG);
      if (i == 0) {
        secureBoot = isOn(variable);
      }
    }
    List<X509Certificate> authorities = new ArrayList<>();
    for (Event event : events.subList(separator + 1, events.size())) {
      authorities.add(authority(variable(event, Event.VARIABLE_AUTHORITY)));
    }
    return new BootPolicy(secureBoot, authorities);
  }

  private static int separator(List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      if (event.type() == Event.SEPARATOR && event.isItsData() && isZero(event.bytes())) {
        return i;
      }
    }
    throw fault("have no separator");
  }

  private static boolean isZero(byte[] data) {
    return Arrays.equals(data, new byte[4]);
  }

  private static VariableData variable(Event event, long type) {
    if (event.type() != type) {
      throw fault("have one of type 0x%x, expected 0x%x".formatted(event.type(), type));
    }
    return VariableData.of(event);
  }

  private static boolean isOn(VariableData variable) {
    if (!variable.vendor().equals(GLOBAL) || !variable.name().equals("SecureBoot")) {
      throw fault("begin with %s, expected SecureBoot".formatted(variable.name()));
    }
    return Arrays.equals(variable.bytes(), new byte[] {1});
  }

  private static X509Certificate authority(VariableData variable) {
    if (!variable.vendor().equals(IMAGE_SECURITY) || !variable.name().equals("db")) {
      throw fault("have a program started by %s, expected db".formatted(variable.name()));
    }
    byte[] entry = variable.bytes();
    byte[] encoded = Arrays.copyOfRange(entry, Math.min(OWNER, entry.length), entry.length);
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException _) {
      throw fault("have a program started by an entry of db that is no certificate");
    }
  }

  private static BadEvidenceException fault(String why) {
    return new BadEvidenceException("the events of register 7", why);
  }

  /// For messages: `CN=Example db (1A:2B:…)`.
  static String title(X509Certificate certificate) {
    return "%s (%s)"
        .formatted(
            certificate.getSubjectX500Principal().getName(), Certificates.fingerprint(certificate));
  }
}
