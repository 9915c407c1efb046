package io.quill.operate.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.platform.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class SessionStoreTest {
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private final SessionStore sessionStore = new SessionStore(store, () -> now);
    private String token = "";

    @BeforeEach
    void open() {
        token = sessionStore.open("mira");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void knowWhoHoldsTheTokenAndNobodyElse() {
        assertThat(sessionStore.touch(token)).map(ConsoleUser::name).contains("mira");
        assertThat(sessionStore.touch(token + "x")).isEmpty();
    }

    @Test
    void outliveARestart() {
        assertThat(new SessionStore(store, () -> now).touch(token)).isPresent();
    }

    @Test
    void endAnHourAfterSomebodyWasSeen() {
        pass(Duration.ofMinutes(50));
        assertThat(sessionStore.touch(token)).isPresent();
        pass(Duration.ofMinutes(50));
        assertThat(sessionStore.touch(token)).isPresent();

        pass(Duration.ofMinutes(61));

        assertThat(sessionStore.touch(token)).isEmpty();
    }

    @Test
    void areNotKeptByAPageThatIsLeftOpen() {
        for (int i = 0; i < 12; i++) {
            assertThat(sessionStore.find(token)).isPresent();
            pass(Duration.ofMinutes(5).plusSeconds(1));
        }

        assertThat(sessionStore.find(token)).isEmpty();
    }

    @Test
    void endAfterTwelveHoursWhateverHappens() {
        for (int i = 0; i < 24; i++) {
            assertThat(sessionStore.touch(token)).as("after %d half hours", i).isPresent();
            pass(Duration.ofMinutes(30));
        }
        pass(Duration.ofSeconds(1));

        assertThat(sessionStore.touch(token)).isEmpty();
    }

    @Test
    void endWithSignOut() {
        sessionStore.close(token);

        assertThat(sessionStore.touch(token)).isEmpty();
    }
}
