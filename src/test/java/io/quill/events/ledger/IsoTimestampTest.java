package io.quill.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

class IsoTimestampTest {
    private static final long YEAR_10000 = 253_402_300_800_000L;

    @Property
    void writesWhatTheFormatterOfJavaWould(
            @ForAll @LongRange(min = 0, max = YEAR_10000 - 1) long millis) {
        Instant instant = Instant.ofEpochMilli(millis).plusNanos(999_999);
        assertThat(IsoTimestamp.format(instant))
                .isEqualTo(
                        new DateTimeFormatterBuilder()
                                .appendInstant(3)
                                .toFormatter(Locale.ROOT)
                                .format(instant));
    }

    @Property
    void readsWhatItHasWritten(@ForAll @LongRange(min = 0, max = YEAR_10000 - 1) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(IsoTimestamp.parse(IsoTimestamp.format(instant))).isEqualTo(instant);
    }

    @Property
    void readsEveryFormThatJavaWrites(
            @ForAll @LongRange(min = 0, max = YEAR_10000 - 1) long millis) {
        Instant instant = Instant.ofEpochMilli(millis).plusNanos(millis % 1_000_000);
        assertThat(IsoTimestamp.parse(instant.toString())).isEqualTo(instant);
    }

    @Test
    void writesYearsThatItHasNoRoomForAsJavaDoes() {
        Instant far = Instant.ofEpochMilli(YEAR_10000);
        assertThat(IsoTimestamp.format(far)).isEqualTo(far.toString());
        assertThat(IsoTimestamp.parse(IsoTimestamp.format(far))).isEqualTo(far);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-02",
                "2026-13-02T09:00:00.000Z",
                "2026-03-02T09:00:00.000+",
                "2026-03-02 09:00:00.000Z",
                "2026-03-02T09:00:0x.000Z",
                "2026-02-30T09:00:00.000Z"
            })
    void refusesWhatIsNoInstant(String text) {
        assertThatThrownBy(() -> IsoTimestamp.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
