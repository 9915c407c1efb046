package io.quill.operate.console.web;

import io.quill.operate.console.html.ConsoleLink;
import io.quill.operate.console.html.Html;

import java.util.List;
import java.util.Optional;

/** Page of the console. */
public interface ConsolePage {
    /** Renders the page; empty if the requested thing does not exist. */
    Optional<Sheet> render(ConsoleRequest consoleRequest, ConsoleUser who, LiveSlots liveSlots);

    /**
     * Page to show.
     *
     * @param title in the window, and as the heading
     * @param way the pages above this one, the highest first
     */
    record Sheet(String title, List<Step> way, Html content) {
        public Sheet {
            way = List.copyOf(way);
        }

        public Sheet(String title, Html content) {
            this(title, List.of(), content);
        }

        public Sheet below(Step... above) {
            return new Sheet(title, List.of(above), content);
        }
    }

    /** A page that leads to another one. */
    record Step(String name, ConsoleLink address) {}
}
