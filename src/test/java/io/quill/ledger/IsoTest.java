package io.quill.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

class IsoTest {
    private static final long YEAR_10000 = 253_402_300_800_000L;

    @Property
    void writesWhatTheFormatterOfJavaWould(
            @ForAll @LongRange(min = 0, max = YEAR_10000 - 1) long millis) {
        Instant instant = Instant.ofEpochMilli(millis).plusNanos(999_999);
        assertThat(Iso.millis(instant))
                .isEqualTo(
                        new DateTimeFormatterBuilder()
                                .appendInstant(3)
                                .toFormatter(Locale.ROOT)
                                .format(instant));
    }
}
