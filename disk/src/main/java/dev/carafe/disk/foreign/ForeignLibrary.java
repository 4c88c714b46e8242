package dev.carafe.disk.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A C library that is loaded, and stays so.
///
/// @param name by which it was found
/// @param debian the package of Debian's that has it, for who lacks it
@SuppressWarnings("restricted") // the one door to all of them
public record ForeignLibrary(String name, String debian, SymbolLookup symbols) {

  /// The library that the dynamic loader finds by a name.
  ///
  /// @throws MissingLibraryException where it finds none
  public static ForeignLibrary named(String soname, String debian) {
    return load(soname, debian, () -> SymbolLookup.libraryLookup(soname, Arena.global()));
  }

  /// The library in a file.
  ///
  /// @throws MissingLibraryException where it is none that can be used here
  public static ForeignLibrary in(Path file, String debian) {
    return load(file.toString(), debian, () -> SymbolLookup.libraryLookup(file, Arena.global()));
  }

  private static ForeignLibrary load(String name, String debian, Supplier<SymbolLookup> loading) {
    try {
      return new ForeignLibrary(name, debian, loading.get());
    } catch (IllegalArgumentException e) {
      throw new MissingLibraryException(name, debian, e);
    }
  }

  /// One of its functions.
  ///
  /// @throws MissingLibraryException where it has none of this name
  public MethodHandle function(String function, MemoryLayout result, MemoryLayout... arguments) {
    return symbols
        .find(function)
        .map(address ->
            Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(result, arguments)))
        .orElseThrow(() -> new MissingLibraryException(name, debian, function));
  }

  /// What a call of such a function gives.
  public static <T> T called(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a foreign function throws nothing", e);
    }
  }

  /// A call by a method handle.
  public interface Call<T> {
    /// Makes it.
    T run() throws Throwable;
  }
}
