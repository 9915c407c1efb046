package io.quill.events.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class TimestampParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-14 21:03:11",
                "2026-09-14T21:03:11",
                "2026-09-14T21:03:11Z",
                "2026-09-14T21:03:11.000Z",
                "2026-09-14 21:03:11+00:00",
                "2026-09-14T16:03:11-05:00",
                "2026-09-14T16:03:11-0500",
                "2026-09-15T06:48:11+09:45",
                "2026-09-14T16:03:11-05:00[America/Chicago]",
                "2026-09-14T16:03:11[America/Chicago]",
                "1789419791",
                "1789419791000",
                "1789419791000.0"
            })
    void isTheSameHoweverItIsWritten(String text) {
        assertThat(TimestampParser.parse(text)).contains(Instant.parse("2026-09-14T21:03:11Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-14 24:00:00,2026-09-15T00:00:00Z",
        "2026-12-31T24:00:00Z,2027-01-01T00:00:00Z",
        "2026-09-14T24:00:00-05:00,2026-09-15T05:00:00Z",
        "2016-12-31 23:59:60,2016-12-31T23:59:59Z",
        "2016-12-31T23:59:60Z,2016-12-31T23:59:59Z",
        "2016-12-31T18:59:60.500-05:00,2016-12-31T23:59:59.500Z"
    })
    void knowsTheEndOfADayAndALeapSecond(String text, Instant at) {
        assertThat(TimestampParser.parse(text)).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-09-14 24:00:01",
                "2026-09-14 24:01:00",
                "2026-09-14 12:59:60",
                "2026-09-14 23:59:61",
                "2026-09-14T18:59:60Z",
                "",
                "soon",
                "0000-00-00 00:00:00",
                "2026-02-30 10:00:00",
                "2026-09-14",
                "2026-09-14 25:00:00",
                "14.09.2026 21:03:11",
                "0",
                "-1789419791",
                "1e999999999",
                "999999999999999999",
                "1999-12-31 23:59:59",
                "2100-01-01 00:00:00"
            })
    void isUnknownWhenItMakesNoSense(String text) {
        assertThat(TimestampParser.parse(text)).isEmpty();
    }

    @Property(tries = 2_000)
    void isReadFromAnyTextWithoutAFault(@ForAll String text) {
        assertThat(TimestampParser.parse(text)).isNotNull();
    }
}
