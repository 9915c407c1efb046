package io.quill.app.cli.ask;

import static io.quill.operate.client.AdminQuestion.get;
import static io.quill.operate.client.AdminQuestion.part;

import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.AdminQuestion;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Request options that several commands share. */
final class QueryOptions {
    static final Set<String> CHANGING = Set.of("dry-run", "force", "rewrite-past");

    private QueryOptions() {}

    static AdminQuestion changing(AdminQuestion adminQuestion, Arguments arguments) {
        AdminQuestion asked = adminQuestion;
        for (Map.Entry<String, String> each :
                Map.of(
                                "dry-run", "dryRun",
                                "force", "force",
                                "rewrite-past", "rewritePast")
                        .entrySet()) {
            if (arguments.has(each.getKey())) {
                asked = asked.with(each.getValue(), "true");
            }
        }
        return asked;
    }

    static AdminQuestion listOrOne(String path, Arguments arguments) throws Misused {
        arguments.expect(1);
        if (!arguments.words().isEmpty()) {
            return get(path + "/" + part(arguments.words().getFirst()));
        }
        return new AdminQuestion(
                "GET", path, new LinkedHashMap<>(arguments.options()), new byte[0]);
    }
}
