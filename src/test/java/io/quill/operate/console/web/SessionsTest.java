package io.quill.operate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SessionsTest {
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private final Sessions sessions = new Sessions(store, () -> now);
    private String token = "";

    @BeforeEach
    void open() {
        token = sessions.open("mira");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void knowWhoHoldsTheTokenAndNobodyElse() {
        assertThat(sessions.seen(token)).map(Visitor::name).contains("mira");
        assertThat(sessions.seen(token + "x")).isEmpty();
    }

    @Test
    void outliveARestart() {
        assertThat(new Sessions(store, () -> now).seen(token)).isPresent();
    }

    @Test
    void endAnHourAfterSomebodyWasSeen() {
        pass(Duration.ofMinutes(50));
        assertThat(sessions.seen(token)).isPresent();
        pass(Duration.ofMinutes(50));
        assertThat(sessions.seen(token)).isPresent();

        pass(Duration.ofMinutes(61));

        assertThat(sessions.seen(token)).isEmpty();
    }

    @Test
    void areNotKeptByAPageThatIsLeftOpen() {
        for (int i = 0; i < 12; i++) {
            assertThat(sessions.find(token)).isPresent();
            pass(Duration.ofMinutes(5).plusSeconds(1));
        }

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endAfterTwelveHoursWhateverHappens() {
        for (int i = 0; i < 24; i++) {
            assertThat(sessions.seen(token)).as("after %d half hours", i).isPresent();
            pass(Duration.ofMinutes(30));
        }
        pass(Duration.ofSeconds(1));

        assertThat(sessions.seen(token)).isEmpty();
    }

    @Test
    void endWithSignOut() {
        sessions.close(token);

        assertThat(sessions.seen(token)).isEmpty();
    }
}
