package dev.carafe.node.api;

import dev.carafe.node.http.RefusedRequest;
import dev.carafe.node.http.Request;
import dev.carafe.node.http.Response;
import dev.carafe.node.http.Status;
import dev.carafe.node.tpm.Attestation;
import dev.carafe.node.tpm.Attestor;
import dev.carafe.node.tpm.Nonce;
import dev.carafe.node.tpm.TpmException;
import java.io.IOException;
import java.util.List;

/// What proves how this boot came about.
final class AttestationEndpoints {
  private final Attestor attestor;

  AttestationEndpoints(Attestor attestor) {
    this.attestor = attestor;
  }

  List<Route> routes() {
    return List.of(Route.get("/v1/attestation", (request, _) -> attestation(nonce(request))));
  }

  private static Nonce nonce(Request request) {
    String text = request.query("nonce").orElse("");
    return Nonce.parse(text)
        .orElseThrow(() ->
            new RefusedRequest(
                Status.BAD_REQUEST,
                "query parameter nonce is '%s'; write 16 to 64 bytes that nobody foresees, each as two of 0-9 and a-f"
                    .formatted(text)));
  }

  private Response attestation(Nonce nonce) {
    try {
      return attestor
          .attest(nonce)
          .map(Attestation::json)
          .map(Response::json)
          .orElseGet(() ->
              Response.text(
                  Status.NOT_FOUND, "this machine has no TPM that could prove how it was started"));
    } catch (TpmException e) {
      return Response.text(Status.INTERNAL_ERROR, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Response.text(Status.INTERNAL_ERROR, "could not ask the TPM: " + e.getMessage());
    }
  }
}
