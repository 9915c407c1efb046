package io.quill.events.sink.powerbi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.sink.powerbi.OutageFixture.Outage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * How soon rows are taken again, wherever in a request or between two an outage ends, with the time
 * that an answer is waited for by default. Time is moved by hand, so it is exact.
 */
class OutageTest {
    /** Ten are promised; what is left is for a busy machine and a far service. */
    private static final Duration SOON = Duration.ofMillis(8_700);

    private static final int STEP = 170;
    private static final int LENGTHS = 200;

    private record Return(Duration after, Duration outage) {}

    @ParameterizedTest
    @EnumSource(Outage.class)
    void rowsAreTakenSoonAfterIt(Outage outage) throws IOException {
        assertBackSoon(outage, false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outage.class,
            names = {"POWER_BI_IS_SILENT", "POWER_BI_TAKES_AND_IS_SILENT", "ANSWERED_403"})
    void rowsAreTakenSoonAfterItThoughTablesChangeMeanwhile(Outage outage) throws IOException {
        assertBackSoon(outage, true);
    }

    @Test
    void rowsAreTakenSoonAfterAnHourWithoutTokens() throws IOException {
        Duration hour = Duration.ofHours(1);

        assertThat(tried(Outage.ENTRA_IS_SILENT, patience(), hour, false).after())
                .isLessThanOrEqualTo(SOON);
    }

    private static void assertBackSoon(Outage outage, boolean tablesChange) throws IOException {
        Duration patience = patience();
        Return worst =
                IntStream.rangeClosed(1, LENGTHS)
                        .parallel()
                        .mapToObj(step -> Duration.ofMillis((long) step * STEP))
                        .map(length -> tried(outage, patience, length, tablesChange))
                        .max(Comparator.comparing(Return::after))
                        .orElseThrow();
        System.out.printf(
                "%s%s: back after %.1f s at most (an outage of %.1f s)%n",
                outage,
                tablesChange ? ", tables change" : "",
                worst.after().toMillis() / 1e3,
                worst.outage().toMillis() / 1e3);
        assertThat(worst.after()).isLessThanOrEqualTo(SOON);
    }

    private static Return tried(
            Outage outage, Duration patience, Duration length, boolean tablesChange) {
        return new Return(
                new OutageFixture(outage, patience).backAfter(length, tablesChange), length);
    }

    private static Duration patience() throws IOException {
        Properties shipped = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(reader);
        }
        return Duration.ofSeconds(Long.parseLong(shipped.getProperty("powerbi.answer-within")));
    }
}
