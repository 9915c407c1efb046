package io.quill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quill.app.cli.ExitCode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the documents tell a reader to type is typed as it stands there, and does what it should.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class DocumentedCommandsTest {
    private static final Path GUIDES = Path.of("src/docs");

    /** Needs an engine, a registry or another company's tool, or is run by a test of its own. */
    private static final String ELSEWHERE =
            "\\./quill (demo|test|run|image|format|bench)\\b.*|(docker|podman|skopeo|hs) .*";

    /** What shows that a verb, or a tool, has done what it is for. */
    private static final Map<String, String> SAYS =
            Map.ofEntries(
                    Map.entry("check", "ok +Power BI workspace"),
                    Map.entry("provision", "The dataset is there"),
                    Map.entry("pull", "(auth|dry|core|bronze) +main/connectwise.* finished"),
                    Map.entry("inspect", "core +contacts +\\d+ rows|\"first_name\":\"Mia\""),
                    Map.entry("import", "1 (would be )?held|1 known already"),
                    Map.entry("status", "waiting +\\{"),
                    Map.entry("events", "received +held, as envelope"),
                    Map.entry("books", "close +true|The books are right"),
                    Map.entry("sync", "outcome +(accepted|unchanged)"),
                    Map.entry("replay", "dead letters: 0"),
                    Map.entry("rebuild", "1 facts in the archive|Nothing is being rebuilt"),
                    Map.entry("agents", "door +let-in"),
                    Map.entry("erase", "cameTo +(would be )?erased"),
                    Map.entry("clear", "DimAgent"),
                    Map.entry("curl", "\"runs\":\\[|\"outcome\":\"(accepted|rehearsed)\""),
                    Map.entry("printf", "[0-9a-f]{64}"),
                    Map.entry("openssl", "[0-9A-Za-z+/]{44}"),
                    Map.entry("sqlite3", "^$"),
                    Map.entry("kubectl", "kind: (Secret|StatefulSet|Deployment)"));

    @TempDir private static Path directory;

    private ReadersDesk desk;

    @BeforeAll
    void sitDown() throws Exception {
        desk = new ReadersDesk(directory);
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    static Collection<WrittenCommand> commands() throws IOException {
        Map<String, WrittenCommand> all = new LinkedHashMap<>();
        try (Stream<Path> guides = Files.list(GUIDES).sorted()) {
            for (Path file : Stream.concat(Stream.of(Path.of("README.md")), guides).toList()) {
                if (file.toString().endsWith(".md")) {
                    WrittenCommand.in(file).forEach(each -> all.putIfAbsent(each.text(), each));
                }
            }
        }
        all.keySet().removeIf(text -> text.matches(ELSEWHERE));
        return all.values();
    }

    @Test
    void commandsOfEveryKindAreFound() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(40);
        assertThat(commands()).extracting(WrittenCommand::first).containsAll(SAYS.keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isRunAsItIsWritten(WrittenCommand written) throws Exception {
        desk.place(example("month"), example("timeZone"));
        WrittenCommand command = written.with(filled(written.text()));
        if (!command.isOfQuill()) {
            assumeTrue(desk.shell("command -v " + command.first()) == 0, "the tool is not here");
            assertThat(desk.shell(command.text())).as(desk::said).isZero();
            assertThat(desk.said()).containsPattern(SAYS.getOrDefault(command.first(), "(?!)"));
        } else {
            isDone(command);
        }
    }

    private void isDone(WrittenCommand command) throws IOException {
        if (command.isAName()) {
            assertThat(desk.quill(List.of(command.first(), "--help"))).isEqualTo(ExitCode.FINE);
            assertThat(desk.said()).startsWith("quill " + command.first());
            return;
        }
        boolean stop = command.words().contains("--stop");
        assertThat(desk.quill(command.words()))
                .as(desk::said)
                .isEqualTo(stop ? ExitCode.FAILED : ExitCode.FINE);
        assertThat(desk.said())
                .containsPattern(
                        command.words().contains("--help")
                                ? "quill " + command.first()
                                : SAYS.getOrDefault(command.first(), "(?!)"));
    }

    /** The payload in the guide to dimensions that begins so. */
    private static String example(String member) throws IOException {
        Matcher block =
                Pattern.compile("^ {4}\\{\"" + member + "\"(.|\\n {4,})*", Pattern.MULTILINE)
                        .matcher(Files.readString(GUIDES.resolve("dimensions.md")));
        assertThat(block.find()).as(member).isTrue();
        return block.group();
    }

    /** As a reader fills it in who knows what the words in capitals stand for. */
    private String filled(String text) {
        return text.replace("--dataset ID", "--dataset " + desk.dataset())
                .replaceAll("(agents?|--confirm) ID\\b", "$1 4711")
                .replaceAll("\\bTABLE\\b", "DimAgent")
                .replaceAll("\\bSERVICE\\b", "connectwise")
                .replaceAll("\\bNAME\\b", "contacts")
                .replaceAll("\\bWHY\\b", "asked")
                .replaceAll("\\bFILE\\.csv\\b", "calls.csv")
                .replaceAll("metrics FILE\\b", "metrics goals.json")
                .replaceAll("shifts FILE\\b", "shifts shifts.json")
                .replaceAll("events KEY\\b", "events ALOWARE:" + ReadersDesk.EVENT)
                .replace("127.0.0.1:8080", "127.0.0.1:" + desk.port())
                .replace(
                        "kubectl apply -k ",
                        "kubectl kustomize " + Path.of("").toAbsolutePath() + "/")
                .replaceAll("^kubectl create .*", "$0 --dry-run=client -o yaml");
    }
}
