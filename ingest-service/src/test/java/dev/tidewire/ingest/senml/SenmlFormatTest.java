package dev.tidewire.ingest.senml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.problem.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenmlFormatTest {
  private static final SenmlFormat SENML = new SenmlFormat();
  private static final long NOW = ReadingTime.toMicros(Bodies.NOW);

  /** The packs of RFC 8428, section 5.1, with more of their kind. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // 5.1.1
        "[{'n':'urn:dev:ow:10e2073a01080063','u':'Cel','v':23.1}] | urn:dev:ow:10e2073a01080063 value 23.1 Cel 0",
        // 5.1.2
        "[{'bn':'urn:dev:ow:10e2073a01080063:','n':'voltage','u':'V','v':120.1},{'n':'current','u':'A','v':1.2}]"
            + " | urn:dev:ow:10e2073a01080063 voltage 120.1 V 0; urn:dev:ow:10e2073a01080063 current 1.2 A 0",
        "[{'bn':'urn:dev:ow:10e2073a0108006:','bt':1.276020076001e+09,'bu':'A','bver':5,'n':'voltage','u':'V','v':120.1},"
            + "{'n':'current','t':-5,'v':1.2},{'n':'current','v':1.7}]"
            + " | urn:dev:ow:10e2073a0108006 voltage 120.1 V 1276020076001000;"
            + " urn:dev:ow:10e2073a0108006 current 1.2 A 1276020071001000; urn:dev:ow:10e2073a0108006 current 1.7 A 1276020076001000",
        // 5.1.3: relative times
        "[{'bn':'urn:dev:ow:10e2073a01080063','u':'%RH','bt':-3600.5,'v':20},{'u':'%RH','t':600,'v':21.5}]"
            + " | urn:dev:ow:10e2073a01080063 value 20.0 % -3600500000; urn:dev:ow:10e2073a01080063 value 21.5 % -3000500000",
        // 5.1.4: several kinds of values
        "[{'bn':'urn:dev:ow:10e2073a01080063:','n':'temp','u':'Cel','v':23.1},{'n':'label','vs':'Machine Room'},"
            + "{'n':'open','vb':false},{'n':'nfc-reader','vd':'aGkgCg'}]"
            + " | urn:dev:ow:10e2073a01080063 temp 23.1 Cel 0; urn:dev:ow:10e2073a01080063 open 0.0 - 0",
        // sums, base values and base sums, wherever they stand in their record
        "[{'n':'a/energy','s':3600,'v':2,'bv':10,'bs':400,'u':'Wh'}] | a energy 12.0 W.h 0; a energy.sum 4000.0 W.h 0",
        "[{'n':'meter','s':7}] | meter value.sum 7.0 - 0",
        // a record of base fields alone, fields of others
        "[{'bn':'a:'},{'n':'x','v':1,'ut':10,'colour':{'red':[1]}}] | a x 1.0 - 0",
        "[{'n':'urn:dev:mac:0024befffe804ff1/rssi','v':-3,'u':'dBm'}] | urn:dev:mac:0024befffe804ff1 rssi -3.0 dBm 0",
        "[{'bn':'/3303/0/','n':'5700','v':1}] | /3303/0 5700 1.0 - 0",
      })
  void readsPacks(String body, String readings) {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(SENML, quoted(body));

    // Then
    assertThat(parsed.errors()).isEmpty();
    assertThat(shown(parsed)).containsExactlyInAnyOrder(readings.split("; "));
    assertThat(parsed.warnings().skipped()).isEqualTo(body.contains("'vs'") ? 2 : 0);
  }

  @Test
  void numbersThatNoDoubleHoldsAreCounted() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(
            SENML,
            quoted(
                "[{'n':'a','v':9007199254740993},{'n':'b','s':9007199254740993,'v':1},{'n':'c','v':9007199254740992}]"));

    // Then
    assertThat(parsed.warnings().inexact()).isEqualTo(2);
  }

  @Test
  void readingsWithoutATimeAreOfTheTimeOfReceipt() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(SENML, quoted("[{'n':'a','v':1},{'n':'b','v':2,'t':0}]"));

    // Then
    assertThat(Bodies.readings(parsed)).extracting(SensorReading::timeMicros).containsOnly(NOW);
  }

  /** There are no lines of SenML to be sent instead. */
  @Test
  void packsThatBreakOffAreTold() {
    // When
    ParseOutcome.Parsed parsed = Bodies.parse(SENML, quoted("[{'n':'a','v':1},{'n':"));

    // Then
    assertThat(shown(parsed)).containsExactly("a value 1.0 - 0");
    assertThat(parsed.errors())
        .singleElement()
        .extracting(ItemError::detail)
        .asString()
        .endsWith("Nothing of this item and of those after it was read");
    assertThat(Bodies.refused(SENML, quoted("[{'n':'a','v':1}] []")).detail())
        .endsWith("Several are an array.");
  }

  @Test
  void aGivenSensorHasTheWholeNamesAsMetrics() {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(SENML, quoted("[{'bn':'/3303/0/','n':'5700','v':21}]"), Bodies.SENSOR_A);

    // Then
    assertThat(shown(parsed)).containsExactly("a /3303/0/5700 21.0 - 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'n':'b','v':'x'} | /1/v | v must be a number, but is a string",
        "{'n':'b','v':null} | /1/v | v must be a number, but is null",
        "{'n':'b','v':1,'vb':true} | /1 | must have one of",
        "{'n':'b'} | /1 | has no value",
        "{'v':1} | /1/n | has no name",
        "{'n':'b','v':1,'v':2} | /1/v | given twice",
        "{'n':'b','vb':1} | /1/vb | true or false",
        "{'n':'b','v':1,'t':'now'} | /1/t | must be a number",
        "{'n':7,'v':1} | /1/n | must be a string",
        "{'n':'b','v':1e999} | /1/v | too large",
        "{'n':'b','v':1,'t':1e300} | /1/time | time",
        "7 | /1 | must be an object",
      })
  void aBadRecordCostsOnlyItself(String record, String pointer, String detail) {
    // When
    ParseOutcome.Parsed parsed =
        Bodies.parse(SENML, quoted("[{'n':'a','v':1}," + record + ",{'n':'c','v':3}]"));

    // Then
    assertThat(shown(parsed)).containsExactlyInAnyOrder("a value 1.0 - 0", "c value 3.0 - 0");
    ItemError error = parsed.errors().get(0);
    assertThat(error.detail()).contains(detail);
    assertThat(error.position()).isEqualTo(new Position.Pointer(pointer));
    assertThat(parsed.rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'bn':7} | bn must be a string",
        "{'bt':'now'} | bt must be a number",
        "{'bver':11} | bver must be at most 10",
        "{'n':'b','v':1,'pressing_':1} | pressing_",
        "{'bt':1,'bt':2} | bt is given twice",
      })
  void whatTheOthersDependOnIsTheEndOfAll(String record, String detail) {
    // When
    String told =
        Bodies.refused(SENML, quoted("[{'n':'a','v':1}," + record + ",{'n':'c','v':3}]")).detail();

    // Then
    assertThat(told).contains(detail, "Nothing was accepted", "/1");
  }

  /** However a pack divides its names, times and values, it says what the plain one says. */
  @Property(tries = 500)
  void basesChangeNothing(@ForAll("records") List<Plain> records, @ForAll int bases) {
    // Given
    String plain =
        records.stream()
            .map(record -> record.written("", 0, 0))
            .collect(Collectors.joining(",", "[", "]"));
    List<String> divided = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      boolean isBase = i == 0 || (bases >> i & 1) == 1;
      int cut = isBase ? Math.floorMod(bases >> i, 4) : -1;
      divided.add(records.get(i).divided(i == 0 ? null : records.get(i - 1), cut));
    }

    // When
    List<String> ofPlain = shown(Bodies.parse(SENML, plain));
    List<String> ofDivided =
        shown(Bodies.parse(SENML, divided.stream().collect(Collectors.joining(",", "[", "]"))));

    // Then
    assertThat(ofDivided).containsExactlyElementsOf(ofPlain);
  }

  /** A record with a name of four characters and a time since 1970. */
  record Plain(String name, int millis, int value) {
    String written(String base, double baseSeconds, int baseValue) {
      return "{\"n\":\"%s\",\"t\":%s,\"v\":%d}"
          .formatted(
              name.substring(base.length()),
              1_700_000_000 + millis / 1e3 - baseSeconds,
              value - baseValue);
    }

    /** With base fields of its own, where there is a cut. */
    String divided(Plain before, int cut) {
      if (cut < 0) {
        return "{\"bn\":\"\",\"bt\":0,\"bv\":0," + written("", 0, 0).substring(1);
      }
      String base = name.substring(0, cut);
      return "{\"bv\":7,\"bn\":\"%s\",\"bt\":1.7e9,".formatted(base)
          + written(base, 1.7e9, 7).substring(1);
    }
  }

  @Provide
  Arbitrary<List<Plain>> records() {
    return Combinators.combine(
            Arbitraries.strings().withChars("ab:/").ofLength(4),
            Arbitraries.integers().between(0, 10_000_000),
            Arbitraries.integers().between(-1_000, 1_000))
        .as(Plain::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private static List<String> shown(ParseOutcome.Parsed parsed) {
    return Bodies.readings(parsed).stream().map(SenmlFormatTest::shown).toList();
  }

  /** Times that are near now are shown relative to it. */
  private static String shown(SensorReading reading) {
    long sinceNow = reading.timeMicros() - NOW;
    long micros = Math.abs(sinceNow) < 1e12 ? sinceNow : reading.timeMicros();
    return "%s %s %s %s %d"
        .formatted(
            reading.series().sensor(),
            reading.series().metric(),
            reading.value(),
            reading.unit() == null || reading.unit().isEmpty() ? "-" : reading.unit(),
            micros);
  }

  private static String quoted(String body) {
    return body.replace('\'', '"');
  }
}
