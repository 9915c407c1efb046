package io.quill.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class MomentTest {
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
        assertThat(Moment.of(text)).contains(Instant.parse("2026-09-14T21:03:11Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
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
        assertThat(Moment.of(text)).isEmpty();
    }

    @Property(tries = 2_000)
    void isReadFromAnyTextWithoutAFault(@ForAll String text) {
        assertThat(Moment.of(text)).isNotNull();
    }
}
