package dev.carafe.node.http;

import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A connection that speaks something else than HTTP now. One thread may read while another writes.
/// Nobody but the new protocol waits for the client any more, yet it is cut as soon as the client's
/// certificate is not good any more.
///
/// @param watch takes what says whether the client has had its time: asked every few seconds, it
///   must not wait; true cuts the connection
/// @param cut ends it from any thread at once: whoever reads or writes gets an exception
public record UpgradedConnection(
    ReadableByteChannel in,
    WritableByteChannel out,
    Runnable cut,
    Consumer<BooleanSupplier> watch) {}
