package io.quill.events;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

class BusinessDateTest {
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08T04:59:59Z, 2026-03-07",
        "America/New_York, 2026-03-08T05:00:00Z, 2026-03-08",
        "America/New_York, 2026-03-09T03:59:59Z, 2026-03-08",
        "America/New_York, 2026-03-09T04:00:00Z, 2026-03-09",
        "America/New_York, 2026-11-01T03:59:59Z, 2026-10-31",
        "America/New_York, 2026-11-01T04:00:00Z, 2026-11-01",
        "America/New_York, 2026-11-02T04:59:59Z, 2026-11-01",
        "America/New_York, 2026-11-02T05:00:00Z, 2026-11-02",
    })
    void turnsAtLocalMidnightBesideAChangeOfTheClocks(
            ZoneId zone, Instant occurredAt, LocalDate date) {
        assertThat(BusinessDate.of(occurredAt, zone)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Santiago, 2026-09-06T03:59:59Z, 2026-09-05",
        "America/Santiago, 2026-09-06T04:00:00Z, 2026-09-06",
    })
    void beginsWhereMidnightItselfIsSkipped(ZoneId zone, Instant occurredAt, LocalDate date) {
        assertThat(BusinessDate.of(occurredAt, zone)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Havana, 2026-11-01T03:59:59Z, 2026-10-31",
        "America/Havana, 2026-11-01T04:30:00Z, 2026-11-01",
        "America/Havana, 2026-11-01T05:30:00Z, 2026-11-01",
    })
    void countsTheHourAfterMidnightThatComesTwice(ZoneId zone, Instant occurredAt, LocalDate date) {
        assertThat(BusinessDate.of(occurredAt, zone)).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "Pacific/Auckland, 2026-09-26T12:00:00Z, 2026-09-27",
        "Pacific/Kiritimati, 2026-09-14T10:00:00Z, 2026-09-15",
        "Pacific/Pago_Pago, 2026-09-14T10:59:59Z, 2026-09-13",
        "UTC, 2026-09-14T23:59:59.999999999Z, 2026-09-14",
    })
    void followsTheZoneAndNotTheServer(ZoneId zone, Instant occurredAt, LocalDate date) {
        assertThat(BusinessDate.of(occurredAt, zone)).isEqualTo(date);
    }

    @Property
    void neverGoesBackAsTimePasses(
            @ForAll @LongRange(min = 1_700_000_000, max = 1_900_000_000) long second,
            @ForAll @LongRange(min = 0, max = 90_000) long later) {
        ZoneId zone = ZoneId.of("America/New_York");
        Instant occurredAt = Instant.ofEpochSecond(second);

        assertThat(BusinessDate.of(occurredAt.plusSeconds(later), zone))
                .isAfterOrEqualTo(BusinessDate.of(occurredAt, zone));
    }
}
