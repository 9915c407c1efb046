package io.quill.command;

import io.quill.settings.Logging.Format;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said at the start: to people as it is, to machines as a line of the log. */
record Announcement(Terminal terminal, Format format) {
    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    void news(String words) {
        switch (format) {
            case TEXT -> terminal.out().println(words);
            case JSON -> LOG.info(words);
        }
    }

    void warning(String words) {
        switch (format) {
            case TEXT -> terminal.err().println(words);
            case JSON -> LOG.warn(words);
        }
    }
}
