package io.quill.app.cli.ask;

import static io.quill.operate.client.Question.get;
import static io.quill.operate.client.Question.part;

import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.Question;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What verbs share in how they ask. */
final class Asking {
    static final Set<String> CHANGING = Set.of("dry-run", "force", "rewrite-past");

    private Asking() {}

    static Question changing(Question question, Arguments arguments) {
        Question asked = question;
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

    static Question listOrOne(String path, Arguments arguments) throws Misused {
        arguments.expect(1);
        if (!arguments.words().isEmpty()) {
            return get(path + "/" + part(arguments.words().getFirst()));
        }
        return new Question("GET", path, new LinkedHashMap<>(arguments.options()), new byte[0]);
    }
}
