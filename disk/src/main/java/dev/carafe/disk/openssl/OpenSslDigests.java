package dev.carafe.disk.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.carafe.disk.bytes.Digests;
import dev.carafe.disk.foreign.ForeignLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// SHA-256 by OpenSSL, which uses what the processor has for it.
///
/// Source: EVP_DigestInit(3), "EVP_Digest()" and "EVP_MD_fetch()".
public final class OpenSslDigests implements Digests {
  private static final String SONAME = "libcrypto.so.3";

  private static final String DEBIAN = "libssl3t64";

  private final MethodHandle digest;
  private final MemorySegment sha256;

  private OpenSslDigests(ForeignLibrary library) {
    digest =
        library.function(
            "EVP_Digest", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    MethodHandle fetch = library.function("EVP_MD_fetch", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom("SHA256");
      sha256 =
          ForeignLibrary.called(() ->
              (MemorySegment) fetch.invokeExact(MemorySegment.NULL, name, MemorySegment.NULL));
    }
    if (sha256.equals(MemorySegment.NULL)) {
      throw new IllegalStateException("OpenSSL offers no SHA-256");
    }
  }

  /// By the library of the system.
  ///
  /// @throws dev.carafe.disk.foreign.MissingLibraryException where it has none
  public static OpenSslDigests ofSystem() {
    return new OpenSslDigests(ForeignLibrary.named(SONAME, DEBIAN));
  }

  @Override
  public void digest(ByteBuffer content, byte[] into, int at) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = MemorySegment.ofBuffer(content);
      MemorySegment raw = arena.allocate(SIZE);
      int done =
          ForeignLibrary.called(() ->
              (int)
                  digest.invokeExact(
                      bytes,
                      bytes.byteSize(),
                      raw,
                      MemorySegment.NULL,
                      sha256,
                      MemorySegment.NULL));
      if (done != 1) {
        throw new IllegalStateException("OpenSSL could not compute a digest");
      }
      MemorySegment.copy(raw, ValueLayout.JAVA_BYTE, 0, into, at, SIZE);
    }
  }
}
