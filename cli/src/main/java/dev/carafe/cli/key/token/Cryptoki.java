package dev.carafe.cli.key.token;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A module by which tokens are reached, as it is loaded into this process.
///
/// Source: [PKCS #11 2.40](https://docs.oasis-open.org/pkcs11/pkcs11-base/v2.40/), section 5, as it
/// is where a `CK_ULONG` has 8 bytes.
final class Cryptoki {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Map<Path, Cryptoki> LOADED = new HashMap<>();

  private static final long OK = 0;
  private static final long ALREADY_INITIALIZED = 0x191;
  private static final byte WITH_TOKEN = 1;

  private final Map<Function, MethodHandle> functions = new EnumMap<>(Function.class);

  /// The functions that are used, by their places in `CK_FUNCTION_LIST`. Each returns a `CK_RV`.
  enum Function {
    C_INITIALIZE(0, ADDRESS),
    C_GET_SLOT_LIST(4, JAVA_BYTE, ADDRESS, ADDRESS),
    C_GET_TOKEN_INFO(6, JAVA_LONG, ADDRESS),
    C_OPEN_SESSION(12, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS),
    C_LOGIN(18, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    C_GET_ATTRIBUTE_VALUE(24, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    C_FIND_OBJECTS_INIT(26, JAVA_LONG, ADDRESS, JAVA_LONG),
    C_FIND_OBJECTS(27, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS),
    C_FIND_OBJECTS_FINAL(28, JAVA_LONG),
    C_SIGN_INIT(42, JAVA_LONG, ADDRESS, JAVA_LONG),
    C_SIGN(43, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

    private final int place;

    @SuppressWarnings("ImmutableEnumChecker") // descriptors do not change
    private final FunctionDescriptor form;

    Function(int place, MemoryLayout... arguments) {
      this.place = place;
      this.form = FunctionDescriptor.of(JAVA_LONG, arguments);
    }

    /// The version of the list stands before them.
    long offset() {
      return ADDRESS.byteSize() * (place + 1);
    }
  }

  @SuppressWarnings("restricted") // C has no bounds
  private Cryptoki(MemorySegment list) {
    MemorySegment all = list.reinterpret(Function.C_SIGN.offset() + ADDRESS.byteSize());
    for (Function function : Function.values()) {
      MemorySegment address = all.get(ADDRESS, function.offset());
      functions.put(function, LINKER.downcallHandle(address, function.form));
    }
  }

  /// Loads a module, once.
  static synchronized Cryptoki load(Path module) {
    return LOADED.computeIfAbsent(module.toAbsolutePath(), Cryptoki::loaded);
  }

  @SuppressWarnings("restricted") // the user has named the module
  private static Cryptoki loaded(Path module) {
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(module, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new TokenException("could not load " + module + ": " + e.getMessage(), e);
    }
    MemorySegment entry =
        library
            .find("C_GetFunctionList")
            .orElseThrow(() ->
                new TokenException(module + " is no PKCS#11 module: it has no C_GetFunctionList"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment list = arena.allocate(ADDRESS);
      MethodHandle giver = LINKER.downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS));
      demand("C_GET_FUNCTION_LIST", invoked(giver, list));
      Cryptoki cryptoki = new Cryptoki(list.get(ADDRESS, 0));
      long result = cryptoki.result(Function.C_INITIALIZE, MemorySegment.NULL);
      if (result != ALREADY_INITIALIZED) {
        demand(Function.C_INITIALIZE.name(), result);
      }
      return cryptoki;
    }
  }

  /// Calls a function.
  ///
  /// @throws TokenException if it says that it failed
  void call(Function function, Object... arguments) {
    demand(function.name(), result(function, arguments));
  }

  /// Calls a function, and gives what it says.
  long result(Function function, Object... arguments) {
    return invoked(Objects.requireNonNull(functions.get(function)), arguments);
  }

  private static long invoked(MethodHandle function, Object... arguments) {
    try {
      return (long) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(e); // the descriptors are wrong
    }
  }

  private static void demand(String function, long result) {
    if (result != OK) {
      throw new TokenException(Refusal.of(function, result));
    }
  }

  /// The tokens that are there now.
  List<TokenInfo> tokens() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_LONG);
      call(Function.C_GET_SLOT_LIST, WITH_TOKEN, MemorySegment.NULL, count);
      MemorySegment slots = arena.allocate(JAVA_LONG, Math.max(1, count.get(JAVA_LONG, 0)));
      call(Function.C_GET_SLOT_LIST, WITH_TOKEN, slots, count);
      List<TokenInfo> tokens = new ArrayList<>();
      for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
        long slot = slots.getAtIndex(JAVA_LONG, i);
        MemorySegment info = arena.allocate(TokenInfo.SIZE, ADDRESS.byteAlignment());
        call(Function.C_GET_TOKEN_INFO, slot, info);
        tokens.add(TokenInfo.read(slot, info));
      }
      return tokens;
    }
  }
}
