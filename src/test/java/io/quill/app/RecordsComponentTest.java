package io.quill.app;

import static io.quill.app.RunningQuill.await;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.app.AdminClient.Answer;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.desk.InjectedFault;
import io.quill.sandbox.nexudus.Nexudus;
import io.quill.sandbox.nexudus.NexudusType;
import io.quill.sandbox.nexudus.SampleCompany;
import io.quill.sandbox.web.SandboxJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A house with an account at Nexudus: it pulls by itself, and when it is told to. */
@Timeout(120)
class RecordsComponentTest {
    @TempDir Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private RunningQuill house;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        new SampleCompany(sandbox.spaces(), Instant.parse("2025-01-06T08:00:00Z")).open(40);
        house =
                new RunningQuill.Plan(directory)
                        .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                        .set("NEXUDUS_API_URL", sandbox.nexudus() + "/api")
                        .set("NEXUDUS_USERNAME", Sandbox.NEXUDUS_USER)
                        .set("NEXUDUS_PASSWORD", Sandbox.NEXUDUS_PASSWORD)
                        .open();
        admin = new AdminClient(house.port);
    }

    @AfterEach
    void close() {
        admin.close();
        house.close();
        sandbox.close();
    }

    private JsonNode account() {
        try {
            return admin.get("/admin/records").json().at("/accounts/0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean isThrough() {
        return account().at("/core/state").asText().equals("finished");
    }

    private long live(String layer, String table) throws Exception {
        for (JsonNode each : admin.get("/admin/records/main/tables").json().path("tables")) {
            if (each.path("layer").asText().equals(layer)
                    && each.path("name").asText().equals(table)) {
                return each.path("live").asLong();
            }
        }
        return -1;
    }

    @Test
    void takesRecordsThroughAllLayersAtItsStart() throws Exception {
        await(this::isThrough);

        JsonNode account = account();
        assertThat(account.path("schedule").asText()).isEqualTo("0 2 * * *");
        assertThat(account.at("/bronze/by").asText()).isEqualTo("schedule");
        assertThat(account.at("/bronze/counts/read").asLong()).isGreaterThan(40);
        assertThat(account.at("/silver/counts/rejected").asLong()).isZero();
        assertThat(live("silver", "nexudus_products")).isEqualTo(40);
        assertThat(live("silver", "nexudus_resources"))
                .isEqualTo(sandbox.spaces().count(NexudusType.RESOURCE));
    }

    @Test
    void takesWhatChangedWhenItIsTold() throws Exception {
        await(this::isThrough);
        sandbox.advance(Duration.ofMinutes(1));
        sandbox.spaces()
                .change(
                        NexudusType.FLOOR_PLAN_DESK,
                        SampleCompany.product(3),
                        SandboxJson.object().put("Price", 1_234.5));

        Answer answer = admin.post("/admin/records/nexudus/pull?wait=60", "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/steps/2/state").asText()).isEqualTo("finished");
        JsonNode bronze = account().path("bronze");
        assertThat(bronze.path("by").asText()).isEqualTo("ana");
        assertThat(bronze.at("/counts/appended").asLong()).isOne();
    }

    @Test
    void readsAgainWhatDidNotFit() throws Exception {
        await(this::isThrough);

        Answer answer = admin.post("/admin/records/nexudus/replay?wait=60", "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/steps/0/step").asText()).isEqualTo("silver");
        assertThat(answer.json().at("/steps/1/state").asText()).isEqualTo("finished");
        assertThat(admin.post("/admin/records/helpline/replay", "").status()).isEqualTo(404);
    }

    @Test
    void goesOnWithWhatHasLandedWhenOneListFailed() throws Exception {
        await(this::isThrough);
        sandbox.arm(
                InjectedFault.status(400)
                        .on(Nexudus.SYSTEM, "list", "spaces/coworkers")
                        .times(100));
        sandbox.advance(Duration.ofMinutes(1));
        sandbox.spaces()
                .change(
                        NexudusType.FLOOR_PLAN_DESK,
                        SampleCompany.product(3),
                        SandboxJson.object().put("Price", 1_234.5));

        Answer answer = admin.post("/admin/records/nexudus/pull?wait=60", "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("detail").asText()).contains("bronze", "coworkers");
        assertThat(account().at("/silver/by").asText()).isEqualTo("ana");
        assertThat(account().at("/core/by").asText()).isEqualTo("ana");
        assertThat(account().at("/silver/words").asText()).contains("Left out");
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        assertThat(admin.post("/admin/records/helpline/pull", "").status()).isEqualTo(404);
        assertThat(admin.post("/admin/records/nexudus/pull?entity=gardens", "").status())
                .isEqualTo(404);
        assertThat(admin.post("/admin/records/nexudus/pull?tenant=acme", "").status())
                .isEqualTo(404);
        assertThat(admin.get("/admin/records/acme/tables").status()).isEqualTo(404);
    }
}
