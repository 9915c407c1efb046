package io.quill.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whose work is in the jar, under which licences, with the text of each once. */
final class ThirdParties {
    private static final String RULE = "\n" + "=".repeat(100) + "\n";

    private final Path sources;

    /** Numbers by text, texts that differ in blanks alone being one. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private final StringBuilder texts = new StringBuilder();

    /**
     * With the licences that artifacts refer to and do not bring along.
     *
     * @param project the directory of Quill's sources
     */
    ThirdParties(Path project) {
        this.sources = project;
    }

    String of(List<Artifact> artifacts) throws IOException {
        int apache = number(Files.readString(sources.resolve("LICENSE"), UTF_8));
        StringBuilder list = new StringBuilder("Quill is licensed under Apache-2.0  [" + apache);
        list.append("]\nIts jar holds the work of others:\n\n");
        for (Artifact each : artifacts) {
            list.append(each.coordinates()).append(' ').append(each.version()).append("  ");
            list.append(
                    each.licences().stream().map(Licence::id).collect(Collectors.joining(" OR ")));
            list.append("  ").append(textsOf(each)).append('\n');
        }
        return list + "\nThe numbers stand for the texts that follow.\n" + texts;
    }

    private List<Integer> textsOf(Artifact artifact) throws IOException {
        List<Integer> own = new ArrayList<>();
        Map<String, String> brought = artifact.legalTexts();
        brought.forEach((path, text) -> own.add(number(text)));
        if (brought.keySet().stream().noneMatch(ThirdParties::isLicence)) {
            own.addFirst(number(referred(artifact)));
        }
        return own.stream().distinct().toList();
    }

    private static boolean isLicence(String path) {
        return path.matches("(?i).*licen[cs]e.*");
    }

    private int number(String text) {
        return numbers.computeIfAbsent(
                text.replaceAll("\\s+", " ").strip(),
                _ -> {
                    int next = numbers.size() + 1;
                    texts.append(RULE).append('[').append(next).append("]\n\n");
                    texts.append(text.replace("\r", "").stripTrailing()).append('\n');
                    return next;
                });
    }

    private String referred(Artifact artifact) throws IOException {
        Licence licence = artifact.takenUnder();
        Path file =
                licence == Licence.APACHE_2
                        ? sources.resolve("LICENSE")
                        : sources.resolve("src/release/licences/" + licence.id() + ".txt");
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    artifact.coordinates() + " brings no text of its licence: put it into " + file);
        }
        String text = Files.readString(file, UTF_8);
        return licence.namesTheHolder()
                ? artifact.copyright().map(line -> line + "\n\n" + text).orElse(text)
                : text;
    }
}
