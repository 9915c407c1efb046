package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.LoggingSettings.Format;
import io.quill.platform.settings.LoggingSettings.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class StartupMessagesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(StartupMessages.class);

    @BeforeEach
    void listens() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listensNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void isPrintedForPeople() {
        in(Format.TEXT, Optional.empty()).info("Quill listens");
        in(Format.TEXT, Optional.empty()).warning("no token");

        assertThat(out.toString(UTF_8)).isEqualTo("Quill listens" + System.lineSeparator());
        assertThat(err.toString(UTF_8)).isEqualTo("no token" + System.lineSeparator());
        assertThat(log.list).isEmpty();
    }

    @Test
    void isNothingButLinesOfTheLogForMachines() {
        assertThatItIsLogged(Format.JSON, Optional.empty());
    }

    @Test
    void isNothingButLinesOfTheLogWhereThatIsKept() {
        assertThatItIsLogged(Format.TEXT, Optional.of(Path.of("quill.log")));
    }

    private void assertThatItIsLogged(Format format, Optional<Path> file) {
        in(format, file).info("Quill listens");
        in(format, file).warning("no token");

        assertThat(out.size() + err.size()).isZero();
        assertThat(log.list)
                .extracting(each -> each.getLevel() + " " + each.getFormattedMessage())
                .containsExactly("INFO Quill listens", "WARN no token");
    }

    private StartupMessages in(Format format, Optional<Path> file) {
        return new StartupMessages(
                new CommandContext(
                        Map.of(),
                        Path.of(""),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8)),
                new LoggingSettings(Level.INFO, format, file));
    }
}
