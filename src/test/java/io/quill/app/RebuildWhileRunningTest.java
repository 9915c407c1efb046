package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.powerbi.PowerBi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A source that delivers once is not turned away for the hours that a rebuild takes. */
class RebuildWhileRunningTest {
    @TempDir private Path directory;

    private Sandbox sandbox;
    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void pushSome() throws Exception {
        sandbox = Sandbox.start();
        house =
                new RunningQuill.Plan(directory)
                        .all(sandbox.environment())
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .open();
        admin = new AdminClient(house.port);
        calls(1, 20);
        RunningQuill.await(() -> !sandbox.pushApi().datasets().isEmpty() && facts().size() == 20);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
        sandbox.close();
    }

    private void calls(int first, int last) throws IOException, InterruptedException {
        for (int id = first; id <= last; id++) {
            assertThat(house.aloware(SampleDeliveries.call(id)).statusCode()).isEqualTo(202);
        }
    }

    private String dataset() {
        return sandbox.pushApi().datasets().getFirst().id();
    }

    private List<String> facts() {
        List<String> ids = new ArrayList<>();
        sandbox.pushApi()
                .table(dataset(), "FactEvent")
                .orElseThrow()
                .rows()
                .forEach(row -> ids.add(String.valueOf(row[0])));
        return ids;
    }

    private String rebuild(String query) throws IOException, InterruptedException {
        AdminClient.Answer begun = admin.post("/admin/rebuild/" + dataset() + query, "");
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json().path("id").asText();
    }

    private boolean isOver(String run) {
        return !state(run).equals("running");
    }

    private String state(String run) {
        try {
            return admin.get("/admin/runs/" + run).json().path("state").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void fillsTheDatasetWhileWebhooksAreHeldAndPushesThemAfterwards() throws Exception {
        String run = rebuild("?clear=true&wait=0");

        calls(15, 40);

        RunningQuill.await(() -> isOver(run));
        assertThat(state(run)).isEqualTo("finished");
        RunningQuill.await(() -> facts().size() >= 40);
        assertThat(facts()).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void isStoppedByOrderAndGoneOnWith() throws Exception {
        sandbox.arm(
                InjectedFault.status(429)
                        .retryAfter(Duration.ofSeconds(2))
                        .times(2)
                        .on(PowerBi.SYSTEM, "postRows", "FactEvent"));
        String run = rebuild("?clear=true&wait=0");
        RunningQuill.await(() -> facts().isEmpty());

        assertThat(admin.delete("/admin/rebuild").status()).isEqualTo(200);

        RunningQuill.await(() -> isOver(run));
        assertThat(admin.get("/admin/runs/" + run).json().path("words").asText())
                .contains("goes on when it is begun again");

        String second = rebuild("?wait=0");
        RunningQuill.await(() -> isOver(second));
        assertThat(state(second)).isEqualTo("finished");
        assertThat(facts()).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void saysThatThereIsNothingToStop() throws Exception {
        assertThat(admin.delete("/admin/rebuild").status()).isEqualTo(409);
    }

    @Test
    void leavesADatasetThatQuillPushesToAloneUnlessItMayClearIt() throws Exception {
        AdminClient.Answer refused = admin.post("/admin/rebuild/" + dataset(), "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("--clear");
        calls(21, 21);
        RunningQuill.await(() -> facts().size() == 21);
    }
}
