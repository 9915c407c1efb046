package io.quill.app.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.cli.ask.Arguments.Misused;
import io.quill.operate.client.AdminQuestion;

import java.nio.file.Path;
import java.util.Set;

/**
 * Specification of a command: its usage, the request it sends, and how the answer is printed.
 *
 * @param usage a line for each way to use it, and what its options mean
 * @param flags its options without a value
 * @param valued its options with one
 */
record AskCommandSpec(
        String name,
        String summary,
        String usage,
        Set<String> flags,
        Set<String> valued,
        Asks asks,
        Reads reads) {

    /** Makes a question of arguments; files are read from the directory given. */
    interface Asks {
        AdminQuestion of(Arguments arguments, Path directory) throws Misused;
    }

    /** Makes lines for a person of an answer. */
    interface Reads {
        String text(JsonNode answer);
    }
}
