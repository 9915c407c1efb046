package io.quill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command as it stands in a document. */
record WrittenCommand(String document, String text) {
    private static final String TOOLS =
            "(?:\\./)?quill |curl |sqlite3 |printf |openssl |kubectl |docker |podman |skopeo |hs ";
    private static final Pattern BLOCK =
            Pattern.compile("^ {4}((?:" + TOOLS + ")(?:.*\\\\\\n)*.*)$", Pattern.MULTILINE);
    private static final Pattern INLINE =
            Pattern.compile("(?<!`)`((?:" + TOOLS + ")[^`]*)`(?!`)", Pattern.DOTALL);

    static List<WrittenCommand> in(Path document) throws IOException {
        String text = Files.readString(document);
        return Stream.of(BLOCK, INLINE)
                .flatMap(each -> each.matcher(text).results())
                .map((MatchResult found) -> found.group(1))
                .map(each -> each.replaceAll("\\s*\\\\\\n\\s*", " ").replaceAll("\\s+# .*", ""))
                .map(each -> each.strip().replace('\n', ' '))
                .flatMap(WrittenCommand::readings)
                .map(each -> new WrittenCommand(String.valueOf(document.getFileName()), each))
                .toList();
    }

    /** What stands in brackets may be left out, and may be there. */
    private static Stream<String> readings(String usage) {
        return Stream.of(usage.replaceAll(" \\[.*]", ""), usage.replaceAll("[\\[\\]]", ""));
    }

    boolean isOfQuill() {
        return text.matches("(\\./)?quill .*");
    }

    /** A verb that is merely spoken of, where it needs more to do anything. */
    boolean isAName() {
        return text.matches("quill \\w+|\\./quill replay");
    }

    /** What stands behind the name of the programme. */
    List<String> words() {
        List<String> all = List.of(text.split(" +"));
        return all.subList(1, all.size());
    }

    /** The verb, or the other tool. */
    String first() {
        return isOfQuill() ? words().getFirst() : text.substring(0, text.indexOf(' '));
    }

    WrittenCommand with(String filled) {
        return new WrittenCommand(document, filled);
    }

    @Override
    public String toString() {
        return document + ": " + text;
    }
}
