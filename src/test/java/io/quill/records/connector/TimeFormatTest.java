package io.quill.records.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

class TimeFormatTest {
    private static final Instant TIME = Instant.parse("2026-03-02T08:09:10Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T08:09:10Z",
                "2026-03-02T08:09:10.000Z",
                "2026-03-02T08:09:10",
                "2026-03-02T09:09:10+01:00"
            })
    void readsWhatIsIso(String text) {
        assertThat(new TimeFormat.Iso().parse(text)).contains(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2026-03-02T08:09:10+1", "02/03/2026", "2026-02-30"})
    void readsNothingElse(String text) {
        assertThat(new TimeFormat.Iso().parse(text)).isEmpty();
    }

    @Test
    void writesWholeSeconds() {
        assertThat(new TimeFormat.Iso().format(TIME.plusMillis(999)))
                .isEqualTo("2026-03-02T08:09:10Z");
    }

    @Test
    void followsAPattern() {
        TimeFormat timeFormat = TimeFormat.Pattern.of("yyyy-MM-dd HH:mm:ss");

        assertThat(timeFormat.format(TIME)).isEqualTo("2026-03-02 08:09:10");
        assertThat(timeFormat.parse("2026-03-02 08:09:10")).contains(TIME);
        assertThat(timeFormat.parse("2026-03-02")).isEmpty();
    }

    @Test
    void countsFromTheEpoch() {
        TimeFormat timeFormat = new TimeFormat.Epoch(ChronoUnit.MILLIS);

        assertThat(timeFormat.parse(timeFormat.format(TIME))).contains(TIME);
        assertThat(timeFormat.parse("1e9")).isEmpty();
    }
}
