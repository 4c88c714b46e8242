package dev.carafe.image.kernel;

import dev.carafe.disk.zstd.Zstd;
import dev.carafe.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The kernel proper, an ELF program that a hypervisor starts by its PVH note, as it is packed in a
/// `bzImage`: whoever unpacks it beforehand saves each machine from doing so.
///
/// Source: [The Linux/x86 Boot Protocol](https://docs.kernel.org/arch/x86/boot.html), sections
/// "Details of Header Fields" and "The Image Checksum".
public final class KernelProgram {
  private static final int SECTORS = 0x1f1;
  private static final int MAGIC = 0x202;
  private static final int PAYLOAD_OFFSET = 0x248;
  private static final int PAYLOAD_LENGTH = 0x24c;
  private static final int HEADER_END = 0x250;
  private static final int SECTOR = 512;

  /// `HdrS`.
  private static final int HEADER = 0x53726448;

  /// Of a frame of zstd.
  private static final int FRAME = 0xfd2fb528;

  /// `ELF`, after a byte 0x7f.
  private static final int PROGRAM = 0x464c457f;

  /// Ten times what kernels have now.
  private static final int LARGEST = 512 << 20;

  private final ByteBuffer packed;
  private final int size;

  private KernelProgram(ByteBuffer packed, int size) {
    this.packed = packed;
    this.size = size;
  }

  /// The kernel in a `bzImage`. Behind what is packed stands how large it is unpacked.
  ///
  /// @throws BadKernelException where it is none, or is packed otherwise than by zstd
  public static KernelProgram of(byte[] image) {
    ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    if (image.length < HEADER_END || bytes.getInt(MAGIC) != HEADER) {
      throw new BadKernelException("expected a bzImage, found something else");
    }
    long start =
        (long) ((bytes.get(SECTORS) & 0xff) + 1) * SECTOR + unsigned(bytes, PAYLOAD_OFFSET);
    long end = start + unsigned(bytes, PAYLOAD_LENGTH);
    if (end > image.length || end - start < 2 * Integer.BYTES) {
      throw new BadKernelException(
          "expected its kernel in bytes %d to %d, found %d bytes"
              .formatted(start, end, image.length));
    }
    if (bytes.getInt((int) start) != FRAME) {
      throw new BadKernelException(
          "expected a kernel packed by zstd, found bytes %08x"
              .formatted(bytes.getInt((int) start)));
    }
    int tail = (int) end - Integer.BYTES;
    long size = unsigned(bytes, tail);
    if (size > LARGEST) {
      throw new BadKernelException(
          "expected a kernel of at most %d bytes, found %d".formatted(LARGEST, size));
    }
    byte[] frame = Arrays.copyOfRange(image, (int) start, tail);
    return new KernelProgram(direct(frame), (int) size);
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return bytes.getInt(at) & 0xffff_ffffL;
  }

  private static ByteBuffer direct(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /// Writes it unpacked.
  ///
  /// @throws BadKernelException where what was packed is no program
  public void write(Zstd zstd, Path target) throws IOException {
    ByteBuffer program = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
    try (var unpacking = zstd.decompressor()) {
      unpacking.decompress(packed, ByteBuffer.allocateDirect(0), program);
    }
    if (size < Integer.BYTES || program.getInt(0) != PROGRAM) {
      throw new BadKernelException("expected an ELF program in it, found something else");
    }
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (program.hasRemaining()) {
        out.write(program);
      }
    }
  }

  /// A kernel is not what it should be.
  public static final class BadKernelException extends ImageException {
    private static final long serialVersionUID = 1L;

    BadKernelException(String why) {
      super("could not unpack the kernel: " + why);
    }
  }
}
