package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.app.AdminClient.Answer;
import io.quill.events.ledger.BookkeepingRules;
import io.quill.platform.store.dynamo.DynamoLocal;
import io.quill.platform.store.dynamo.DynamoSettings;
import io.quill.platform.store.dynamo.DynamoStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;

/** Two replicas over one DynamoDB table are one Quill to those who operate it. */
class ReplicatedAdminApiTest {
    @TempDir private Path here;
    @TempDir private Path there;

    private final String agent = UUID.randomUUID().toString();
    private RunningQuill first;
    private RunningQuill second;
    private AdminClient one;
    private AdminClient other;

    @BeforeEach
    void open() throws IOException {
        DynamoSettings table = DynamoLocal.table(ReplicatedAdminApiTest.class);
        first = house(here, table);
        second = house(there, table);
        one = new AdminClient(first.port);
        other = new AdminClient(second.port);
    }

    private static RunningQuill house(Path directory, DynamoSettings table) throws IOException {
        return new RunningQuill.Plan(directory)
                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                .set("ADMIN_HMAC_SECRET", AdminClient.SECRET)
                .on(
                        DynamoStore.open(
                                table, InstantSource.system(), BookkeepingRules.forSharedStore()))
                .open();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        first.close();
        second.close();
    }

    @Test
    void anIdIsKnownToBoth() throws Exception {
        String body = "{\"team\":\"East\"}";
        String path = "/admin/agents/" + agent;
        String[] key = {"X-Admin-Key", AdminClient.KEY, "Idempotency-Key", agent};
        Answer answer = one.send("PUT", path, body, key);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(other.send("PUT", path, body, key)).isEqualTo(answer);
        assertThat(other.send("DELETE", path, body, key).status()).isEqualTo(409);
    }

    @Test
    void aNonceIsGoodForOneOfThem() throws Exception {
        String[] signed = AdminClient.signedFor("GET", "/admin/status", "", agent);

        assertThat(one.send("GET", "/admin/status", "", signed).status()).isEqualTo(200);
        assertThat(other.send("GET", "/admin/status", "", signed).status()).isEqualTo(409);
    }

    @Test
    void whatOneDidTheOtherTells() throws Exception {
        one.put("/admin/agents/" + agent, "{\"team\":\"East\"}");
        Answer run = one.post("/admin/books/recount", "");

        assertThat(other.get("/admin/agents/" + agent).json().path("team").asText())
                .isEqualTo("East");
        assertThat(other.get(run.location()).json().path("state").asText()).isEqualTo("finished");
        assertThat(other.get("/admin/audit?action=ruleAgent").text()).contains(agent);
        assertThat(other.get("/admin/status").status()).isEqualTo(200);
        assertThat(other.get("/admin/runs?kind=recount").json().path("runs")).isNotEmpty();
    }

    @Test
    void refusalsOfBothAreInOneAudit() throws Exception {
        other.send("GET", "/admin/status", "", "X-Admin-Key", "guess-guess");

        assertThat(one.get("/admin/audit?action=refused").text()).contains("wrong-key");
    }
}
