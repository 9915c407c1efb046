package io.quill.app.cli;

import io.quill.platform.settings.Logging;
import io.quill.platform.settings.Logging.Format;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said at the start: to people as it is, to machines and files as a line of the log. */
record Announcement(Terminal terminal, Logging logging) {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    void news(String words) {
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
