package io.quill.platform.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.platform.store.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RepeatedMessageLogTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final RepeatedMessageLog repeatedMessageLog =
            new RepeatedMessageLog(RepeatedMessageLogTest.class, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(RepeatedMessageLogTest.class);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
    }

    private void count(int times) {
        for (int i = 0; i < times; i++) {
            repeatedMessageLog.count(Level.WARN, "a stranger knocked", "door " + i);
        }
    }

    private List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void saysTheFirstAtOnceAndNoMoreForAWhile() {
        count(1_000);

        assertThat(lines()).containsExactly("a stranger knocked (door 0)");
    }

    @Test
    void saysHowManyThereWereAfterAMinute() {
        count(1_000);
        clock.advance(Duration.ofMinutes(1));
        count(1);

        assertThat(lines())
                .hasSize(2)
                .last()
                .isEqualTo("a stranger knocked: 1000 times since 2026-03-02T09:00:00Z");
    }

    @Test
    void keepsKindsApart() {
        count(2);
        repeatedMessageLog.count(Level.ERROR, "the roof is on fire", "north side");

        assertThat(lines()).hasSize(2).last().isEqualTo("the roof is on fire (north side)");
    }

    @Test
    void saysTheRestWhenItIsAsked() {
        count(3);
        repeatedMessageLog.flush();
        repeatedMessageLog.flush();

        assertThat(lines()).hasSize(2).last().asString().contains("2 times");
    }
}
