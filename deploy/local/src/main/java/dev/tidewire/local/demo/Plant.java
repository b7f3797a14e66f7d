package dev.tidewire.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sensors of the demo: boilers, rooms and power meters on two sites. */
final class Plant {
  private static final Signal BOILER_TEMPERATURE = new Signal(71, 3, 0.2, 0.05, 2);
  private static final Signal BOILER_PRESSURE = new Signal(2.1, 0.1, 0.01, 0.002, 3);
  private static final Signal ROOM_TEMPERATURE = new Signal(20.5, 2.5, 0.05, 0.01, 2);
  private static final Signal ROOM_HUMIDITY = new Signal(45, -6, 0.4, 0.05, 1);
  private static final Signal METER_POWER = new Signal(1800, 900, 60, 8, 0);

  private Plant() {}

  static List<SimulatedSensor> sensors(RandomGenerator random) {
    List<SimulatedSensor> sensors = new ArrayList<>();
    for (String site : List.of("lyon", "trondheim")) {
      for (int i = 1; i <= 4; i++) {
        String boiler = site + "-boiler-" + i;
        sensors.add(sensor(boiler, "temperature", "Cel", site, BOILER_TEMPERATURE, random));
        sensors.add(sensor(boiler, "pressure", "bar", site, BOILER_PRESSURE, random));
        String room = site + "-room-" + i;
        sensors.add(sensor(room, "temperature", "Cel", site, ROOM_TEMPERATURE, random));
        sensors.add(sensor(room, "humidity", "%", site, ROOM_HUMIDITY, random));
        sensors.add(sensor(site + "-meter-" + i, "power", "W", site, METER_POWER, random));
      }
    }
    return sensors;
  }

  private static SimulatedSensor sensor(
      String name, String metric, String unit, String site, Signal signal, RandomGenerator random) {
    return new SimulatedSensor(name, metric, unit, site, signal, random);
  }
}
