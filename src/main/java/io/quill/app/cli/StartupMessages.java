package io.quill.app.cli;

import io.quill.platform.settings.LoggingSettings;
import io.quill.platform.settings.LoggingSettings.Format;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Start messages: plain text for people, log lines for machines and files. */
record StartupMessages(CommandContext terminal, LoggingSettings logging) {
    private static final Logger LOG = LoggerFactory.getLogger(StartupMessages.class);

    void info(String words) {
        if (isForPeopleAlone()) {
            terminal.out().println(words);
        } else {
            LOG.info(words);
        }
    }

    void warning(String words) {
        if (isForPeopleAlone()) {
            terminal.err().println(words);
        } else {
            LOG.warn(words);
        }
    }

    private boolean isForPeopleAlone() {
        return logging.format() == Format.TEXT && logging.file().isEmpty();
    }
}
