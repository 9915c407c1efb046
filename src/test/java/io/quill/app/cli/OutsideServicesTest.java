package io.quill.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.Quill;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.powerbi.DatasetView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command line against everything outside, as far as the stand-ins have it. */
@Timeout(60)
class OutsideServicesTest {
    @TempDir private Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final Map<String, String> environment = new HashMap<>(sandbox.environment());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private ExitCode quill(String... args) {
        environment.put("DATA_DIR", directory.toString());
        out.reset();
        err.reset();
        return new Quill(
                        environment,
                        directory,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .command(List.of(args));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String line(String name) {
        return out().lines().filter(line -> line.contains(name)).findFirst().orElse("");
    }

    private List<String> datasets() {
        return sandbox.pushApi().datasets().stream().map(DatasetView::id).toList();
    }

    private void ringGroup() {
        sandbox.roster()
                .put(new StandInUser(101, "Ada", "ada@example.com", StandInUser.Status.AVAILABLE));
        sandbox.roster().ringGroup(8465, List.of(101L));
        environment.put("ALOWARE_RING_GROUP_ID", "8465");
    }

    @Test
    void provisionMakesTheDatasetOnce() {
        assertThat(quill("provision")).isEqualTo(ExitCode.FINE);
        assertThat(datasets()).hasSize(1);
        assertThat(out()).contains("POWERBI_DATASET_ID to " + datasets().getFirst());

        assertThat(quill("provision")).isEqualTo(ExitCode.FINE);
        assertThat(datasets()).hasSize(1);
    }

    @Test
    void provisionAltersATableOnlyByItsName() {
        quill("provision");

        assertThat(quill("provision", "--alter", "DimAgent")).isEqualTo(ExitCode.FINE);
        assertThat(quill("provision", "--alter", "Nonsense")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("FactEvent", "DimAgent");
        assertThat(quill("provision", "--alter")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void provisionSaysWhyNoneCanBeMade() {
        environment.put("POWERBI_CLIENT_SECRET", "wrong");

        assertThat(quill("provision")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(UTF_8)).contains("POWERBI_CLIENT_SECRET");
    }

    @Test
    void checkTriesEverythingOutside() {
        ringGroup();
        quill("provision");

        assertThat(quill("check")).as(out()).isEqualTo(ExitCode.FINE);

        assertThat(line("Power BI token")).startsWith("ok");
        assertThat(line("Power BI workspace")).startsWith("ok");
        assertThat(line("Power BI dataset")).contains(datasets().getFirst());
        assertThat(line("Aloware token")).startsWith("ok").contains("1 users");
        assertThat(line("Aloware ring group")).startsWith("ok").contains("1 members");
        assertThat(line("HubSpot token")).startsWith("ok").contains("62515");
        assertThat(line("HubSpot owners")).startsWith("ok");
    }

    @Test
    void checkMakesNothing() {
        ringGroup();

        assertThat(quill("check")).isEqualTo(ExitCode.FINE);

        assertThat(line("Power BI dataset")).startsWith("warn").contains("quill provision");
        assertThat(datasets()).isEmpty();
    }

    @Test
    void checkSaysWhatToDoAboutEachThatFails() {
        environment.put("POWERBI_CLIENT_SECRET", "wrong");
        environment.put("ALOWARE_API_TOKEN", "wrong");
        environment.put("ALOWARE_RING_GROUP_ID", "8465");
        environment.put("HUBSPOT_PRIVATE_APP_TOKEN", "wrong");
        environment.put("HUBSPOT_PORTAL_ID", "1");

        assertThat(quill("check")).isEqualTo(ExitCode.FAILED);

        assertThat(line("Power BI token")).startsWith("FAIL").contains("POWERBI_CLIENT_SECRET");
        assertThat(line("Aloware token")).startsWith("FAIL").contains("ALOWARE_API_TOKEN");
        assertThat(line("Aloware ring group")).startsWith("FAIL");
        assertThat(line("HubSpot token")).startsWith("FAIL").contains("HUBSPOT_PRIVATE_APP_TOKEN");
        assertThat(line("HubSpot owners")).startsWith("FAIL");
    }

    @Test
    void checkNoticesAPortalThatIsAnother() {
        environment.put("HUBSPOT_PORTAL_ID", "1");

        assertThat(quill("check")).isEqualTo(ExitCode.FAILED);

        assertThat(line("HubSpot token")).contains("belongs to portal 62515").contains("is 1");
    }
}
