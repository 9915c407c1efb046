package io.quill.records.pull.http;

import io.quill.records.connector.ErrorRule;

import java.net.URI;
import java.util.List;

/** Request to a service, with the rules for its error answers. */
public record ApiRequest(URI uri, List<ErrorRule> reactions) {
    public ApiRequest {
        reactions = List.copyOf(reactions);
    }

    ErrorRule.Action action(int status, String body) {
        return reactions.stream()
                .filter(each -> each.matches(status, body))
                .map(ErrorRule::action)
                .findFirst()
                .orElse(ErrorRule.Action.FAIL);
    }

    /** Host and path, without the query, which may hold a key. */
    @Override
    public String toString() {
        return uri.getHost() + uri.getPath();
    }
}
