package io.quill.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A library as it lies in the local repository of Maven. */
record Artifact(String group, String name, String version, List<Licence> licences, Path jar) {
    private static final Pattern COPYRIGHT = Pattern.compile("Copyright (\\(c\\)|\\d{4}).*");

    static Artifact of(Path jar) {
        Path version = parent(jar);
        Pom pom = Pom.beside(jar);
        return new Artifact(
                pom.group(),
                parent(version).getFileName().toString(),
                version.getFileName().toString(),
                pom.licences(),
                jar);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " does not lie in a repository of Maven.");
        }
        return parent;
    }

    String coordinates() {
        return group + ":" + name;
    }

    /** The licence that Quill takes it under, where it is offered under several. */
    Licence takenUnder() {
        return licences.stream().sorted().findFirst().orElseThrow();
    }

    /** Whose work it is, where its POM says so. Nothing is guessed. */
    Optional<String> copyright() throws IOException {
        String pom =
                Files.readString(Path.of(jar.toString().replaceFirst("\\.jar$", ".pom")), UTF_8);
        return COPYRIGHT
                .matcher(pom)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .findFirst();
    }

    /** The licences and notices that it brings along, by their path in it. */
    Map<String, String> legalTexts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(Artifact::isLegal).toList()) {
                byte[] text = zip.getInputStream(entry).readAllBytes();
                texts.put(entry.getName(), new String(text, UTF_8));
            }
        }
        return texts;
    }

    private static boolean isLegal(ZipEntry entry) {
        String path = entry.getName().toLowerCase(Locale.ROOT);
        String file = path.substring(path.lastIndexOf('/') + 1);
        return !entry.isDirectory()
                && !file.endsWith(".class")
                && file.matches(".*(licen[cs]e|notice|copying|copyright|third-party).*");
    }
}
