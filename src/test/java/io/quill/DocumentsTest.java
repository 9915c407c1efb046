package io.quill;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written for people must not lag behind what the programme does. */
class DocumentsTest {
    private static final Path ARCHITECTURE = Path.of("src/docs/architecture.md");
    private static final String CAMEL = "# --- Camel itself";

    private static List<String> properties() throws IOException {
        return Files.readAllLines(Path.of("application.properties"));
    }

    private static boolean isSetting(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('='));
    }

    @Test
    void everySettingStandsOnceWithALineOfWhy() throws IOException {
        List<String> lines = properties();
        List<String> keys =
                lines.stream().filter(DocumentsTest::isSetting).map(l -> key(l)).toList();

        assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThan(40);
        for (int i = 0; i < lines.size(); i++) {
            if (isSetting(lines.get(i))) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void theExampleOfAnEnvironmentNamesEveryVariable() throws IOException {
        assertThat(Files.readAllLines(Path.of(".env.example"))).endsWith(variables());
    }

    private static String[] variables() throws IOException {
        List<String> lines = properties();
        int first = lines.indexOf("# --- The server");
        int last = 0;
        while (!lines.get(last).startsWith(CAMEL)) {
            last++;
        }
        return lines.subList(first, last - 1).stream()
                .map(DocumentsTest::asVariable)
                .toArray(String[]::new);
    }

    private static String asVariable(String line) {
        if (!isSetting(line)) {
            return line;
        }
        String name = key(line).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return "#" + name + line.substring(line.indexOf('='));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            link.matcher(Files.readString(document))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> broken.add(document + " -> " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theTableOfRoomsNamesEachPackageOnce() throws IOException {
        String document = Files.readString(ARCHITECTURE);
        String table = document.substring(document.indexOf("| room |"));
        Pattern room = Pattern.compile("`([a-z.]+)`");

        List<String> named =
                table.substring(0, table.indexOf("\n\n"))
                        .lines()
                        .flatMap(row -> room.matcher(row.split("\\|", 3)[1]).results())
                        .map(found -> found.group(1))
                        .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(rooms());
    }

    /** Returns each wing and room that has classes; a part counts for its room. */
    private static Set<String> rooms() throws IOException {
        Path root = Path.of("src/main/java/io/quill");
        try (Stream<Path> files = Files.walk(root)) {
            return Stream.concat(
                            Stream.of("routes"),
                            files.filter(DocumentsTest::isClass)
                                    .map(file -> root.relativize(file).getParent())
                                    .map(DocumentsTest::room))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".java") && !file.endsWith("package-info.java");
    }

    private static String room(@Nullable Path folder) {
        return folder == null
                ? "quill"
                : folder.subpath(0, Math.min(2, folder.getNameCount()))
                        .toString()
                        .replace('/', '.');
    }

    @Test
    void everyClassThatArchitectureNamesExists() throws IOException {
        Pattern type = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+)?`");

        assertThat(type.matcher(Files.readString(ARCHITECTURE)).results())
                .extracting(found -> found.group(1))
                .hasSizeGreaterThan(30)
                .isSubsetOf(types());
    }

    @Test
    void theGlossaryHasFortyWordsAtMostInOrder() throws IOException {
        List<String> words =
                Files.readAllLines(Path.of("src/docs/glossary.md")).stream()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.split("\\|", -1)[1].strip())
                        .skip(1)
                        .toList();

        assertThat(words).hasSizeBetween(20, 40).isSorted().doesNotHaveDuplicates();
    }

    private static Set<String> types() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"));
                Stream<Path> routes = Files.walk(Path.of("routes"))) {
            return Stream.concat(sources, routes)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void theIndexOfDecisionsNamesEachOfThem() throws IOException {
        String index = Files.readString(Path.of("src/docs/adr/README.md"));
        try (Stream<Path> records = Files.list(Path.of("src/docs/adr"))) {
            assertThat(records.map(file -> String.valueOf(file.getFileName())))
                    .filteredOn(name -> name.matches("\\d{4}-.*"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void everyCommandThatIsNamedIsOne() throws IOException {
        String launcher = Files.readString(Path.of("quill"));
        Pattern command = Pattern.compile("\\./quill ([a-z]+)");
        for (Path document : documents()) {
            assertThat(command.matcher(Files.readString(document)).results())
                    .as(document.toString())
                    .extracting(found -> found.group(1))
                    .allSatisfy(verb -> assertThat(launcher).contains("  quill " + verb + " "));
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> below = Files.walk(Path.of("src", "docs"))) {
            return Stream.concat(top, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
