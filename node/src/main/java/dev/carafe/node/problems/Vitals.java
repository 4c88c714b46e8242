package dev.carafe.node.problems;

import dev.carafe.node.host.Self;
import dev.carafe.settings.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Memory, pressure, load and room at one moment.
///
/// @param memory of the machine, in bytes
/// @param available what of it could still be had
/// @param room of the data partition, while it is there
record Vitals(
    long memory,
    long available,
    List<Double> load,
    Optional<Pressure> memoryPressure,
    Optional<Pressure> ioPressure,
    Optional<Pressure> cpuPressure,
    Optional<Room> room) {

  Vitals {
    load = List.copyOf(load);
  }

  static Vitals look(Path proc, Optional<Room> room) {
    Self self = new Self(proc);
    return new Vitals(
        self.machineMemory(),
        self.machineMemoryAvailable(),
        self.load(),
        Pressure.read(proc, "memory"),
        Pressure.read(proc, "io"),
        Pressure.read(proc, "cpu"),
        room);
  }

  Json.Struct json() {
    Json.Builder json =
        Json.object()
            .with("memory_bytes", memory)
            .with("memory_available_bytes", available)
            .with("load", new Json.Numeral(load.getFirst().toString()));
    memoryPressure.ifPresent(pressure -> json.with("memory_pressure", json(pressure)));
    ioPressure.ifPresent(pressure -> json.with("io_pressure", json(pressure)));
    cpuPressure.ifPresent(pressure -> json.with("cpu_pressure", json(pressure)));
    room.ifPresent(left -> json.with("data_available_bytes", left.space().available()));
    room.flatMap(Room::inodes).ifPresent(count -> json.with("data_free_files", count.free()));
    return json.build();
  }

  private static Json json(Pressure pressure) {
    return Json.object()
        .with("some", new Json.Numeral(Double.toString(pressure.some().ten())))
        .with("full", new Json.Numeral(Double.toString(pressure.full().ten())))
        .build();
  }
}
