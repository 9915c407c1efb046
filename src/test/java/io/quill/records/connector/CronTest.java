package io.quill.records.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class CronTest {
    @ParameterizedTest
    @CsvSource({
        "0 2 * * *,        2026-03-02T02:00:00Z, 2026-03-02T02:00:00Z",
        "0 2 * * *,        2026-03-02T01:59:59Z, 2026-03-01T02:00:00Z",
        "*/15 * * * *,     2026-03-02T01:59:59Z, 2026-03-02T01:45:00Z",
        "5-10/5 3 * * *,   2026-03-02T12:00:00Z, 2026-03-02T03:10:00Z",
        "30 4 1 * *,       2026-03-02T00:00:00Z, 2026-03-01T04:30:00Z",
        "0 6 * * 1-5,      2026-03-01T12:00:00Z, 2026-02-27T06:00:00Z",
        "0 6 * * 7,        2026-03-03T12:00:00Z, 2026-03-01T06:00:00Z",
        "0 6 13 * 5,       2026-03-12T00:00:00Z, 2026-03-06T06:00:00Z",
        "0 0 29 2 *,       2027-06-01T00:00:00Z, 2024-02-29T00:00:00Z",
        "'0 0 1 1,7 *',   2026-03-02T00:00:00Z, 2026-01-01T00:00:00Z"
    })
    void knowsWhenItWasLastDue(String cron, Instant now, Instant last) {
        assertThat(Cron.of(cron).last(now)).contains(last);
    }

    @ParameterizedTest
    @CsvSource({
        "0 2 * *, 4 fields",
        "60 2 * * *, 0 to 59",
        "0 2 * * MON, MON",
        "0 0 31 2 *, never",
        "1-2-3 0 * * *, 1-2-3",
        "*/0 0 * * *, 1 to 59"
    })
    void saysWhatIsWrong(String cron, String words) {
        assertThatThrownBy(() -> Cron.of(cron)).hasMessageContaining(words);
    }

    @Test
    void showsWhatItWasMadeOf() {
        assertThat(Cron.of("0 2 * * *")).hasToString("0 2 * * *");
    }
}
