package io.quill.records.pull.http;

import io.quill.records.connector.Reaction;

import java.net.URI;
import java.util.List;

/** What is asked for, and what answers that are none mean here. */
public record Question(URI uri, List<Reaction> reactions) {
    public Question {
        reactions = List.copyOf(reactions);
    }

    Reaction.Action action(int status, String body) {
        return reactions.stream()
                .filter(each -> each.fits(status, body))
                .map(Reaction::action)
                .findFirst()
                .orElse(Reaction.Action.FAIL);
    }

    /** Without the query, in which a key may travel. */
    @Override
    public String toString() {
        return uri.getHost() + uri.getPath();
    }
}
