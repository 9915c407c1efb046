package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.app.AdminClient.Answer;
import io.quill.events.EventKey;
import io.quill.events.ledger.Arrival;
import io.quill.events.ledger.Ledger;
import io.quill.platform.file.s3.StubBucket;
import io.quill.platform.store.Condition;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.Item;
import io.quill.platform.store.ItemPage;
import io.quill.platform.store.Value;
import io.quill.platform.store.Write;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.platform.store.sqlite.SqliteStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** An agent is erased over HTTP. */
class EraseTest {
    private static final String MEMBERS =
            """
            {"members":[{"id":"A1","name":"Ada Löwe","email":"ada@example.org"},
                        {"id":"B2","name":"Bob Roe","email":"bob@example.org"}]}""";
    private static final String BODY =
            "{\"user\":\"Ada Löwe <ADA@example.org>\",\"note\":\"Hi\\nada l\\u00F6we\"}";
    private static final EventKey LETTER = EventKey.of("ALOWARE", "x1");
    private static final Item FORMER_GROUP =
            Item.at("ROSTER", "group#77")
                    .with("version", 3)
                    .with("syncedAt", "2026-01-01T00:00:00Z")
                    .with("members", "[{'id':'a1','name':'A. Löwe','email':''}]".replace('\'', '"'))
                    .build();
    private static final String BECAUSE = "{\"because\":\"she asked for it\"}";

    @TempDir private Path directory;

    private DataStore store(String kind) {
        InstantSource clock = InstantSource.system();
        return kind.equals("memory")
                ? new MemoryStore(clock)
                : SqliteStore.open(directory.resolve("e.db"), clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "sqlite"})
    void leavesNeitherNameNorAddressAndStaysErased(String kind) throws Exception {
        DataStore store = store(kind);
        Ledger ledger = new Ledger(store, InstantSource.system(), Duration.ofDays(14));
        try (RunningQuill house =
                        new RunningQuill.Plan(directory)
                                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                                .on(store)
                                .open();
                AdminClient admin = new AdminClient(house.port)) {
            assertThat(
                            admin.post("/admin/dim-agent/sync", MEMBERS, "Idempotency-Key", "one")
                                    .status())
                    .isEqualTo(200);
            ledger.hold(
                    List.of(
                            new Arrival.Unreadable(
                                    LETTER, "odd", BODY.getBytes(UTF_8), "e-1", Instant.now())));

            store.write(new Write.Put(FORMER_GROUP, Condition.ABSENT));

            assertThat(kept(store)).contains("Ada Löwe", "A. Löwe", "ada@example.org");

            Answer tried = admin.post("/admin/agents/A1/erase?dryRun=true", BECAUSE);
            assertThat(tried.json().path("found").toString())
                    .isEqualTo(
                            "{\"rows\":1,\"rosters\":2,\"versions\":1,\"bodies\":1,\"payloads\":1,\"answers\":1,\"runs\":1}");
            assertThat(admin.get("/admin/agents/A1").text()).contains("Ada Löwe");
            assertThat(admin.post("/admin/agents/A1/erase", BECAUSE).status()).isEqualTo(422);

            Answer done = admin.post("/admin/agents/A1/erase?confirm=A1", BECAUSE);
            assertThat(done.json().path("cameTo").asText()).isEqualTo("erased");
            assertThat(everything(admin, ledger))
                    .doesNotContainIgnoringCase("Ada Löwe", "ada@example.org")
                    .contains(
                            "Erased A1",
                            "Bob Roe",
                            "{\"user\":\"Erased A1 <>\",\"note\":\"Hi\\nErased A1\"}");
            assertThat(kept(store)).doesNotContainIgnoringCase("Löwe", "ada@").contains("Bob Roe");
            assertThat(admin.post("/admin/agents/A1/erase?dryRun=true", BECAUSE).text())
                    .contains(
                            "\"rows\":0",
                            "\"rosters\":0",
                            "\"versions\":0",
                            "\"payloads\":0",
                            "\"runs\":0");

            admin.post("/admin/dim-agent/sync?force=true", MEMBERS.replace("Roe", "Row"));
            assertThat(admin.get("/admin/agents/A1").text())
                    .contains("Erased A1")
                    .doesNotContain("Löwe");
            assertThat(admin.get("/admin/agents/B2").text()).contains("Bob Row");
            assertThat(admin.get("/admin/audit?action=eraseAgent").text())
                    .contains("ana")
                    .doesNotContain("Löwe", "ada@");
        }
        assertThat(filed(kind))
                .doesNotContainIgnoringCase("Löwe", "ada@")
                .contains(kind.equals("sqlite") ? "Bob Row" : "");
    }

    @Test
    void leavesNothingOfThePayloadsInABucketOrBesideIt() throws Exception {
        DataStore store = store("memory");
        try (StubBucket bucket = new StubBucket("quill", "eu-central-1");
                RunningQuill house =
                        new RunningQuill.Plan(directory)
                                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                                .set("ARCHIVE_BUCKET", "quill")
                                .set("ARCHIVE_REGION", "eu-central-1")
                                .set("ARCHIVE_ENDPOINT", bucket.address().toString())
                                .on(store)
                                .open();
                AdminClient admin = new AdminClient(house.port)) {
            assertThat(admin.post("/admin/dim-agent/sync", MEMBERS).status()).isEqualTo(200);
            bucket.refusing = true;
            admin.post("/admin/dim-agent/sync?force=true", MEMBERS.replace("Roe", "Row"));
            bucket.refusing = false;
            assertThat(shelved(bucket)).contains("Ada Löwe", "Bob Roe").doesNotContain("Bob Row");

            assertThat(
                            admin.post("/admin/agents/A1/erase?confirm=A1", BECAUSE)
                                    .json()
                                    .at("/found/payloads")
                                    .asInt())
                    .isEqualTo(2);

            assertThat(shelved(bucket))
                    .doesNotContainIgnoringCase("Löwe", "ada@")
                    .contains("Erased A1", "Bob Roe");
            assertThat(kept(store)).doesNotContainIgnoringCase("Löwe", "ada@").contains("Bob Row");
        }
    }

    private static String shelved(StubBucket bucket) {
        StringBuilder all = new StringBuilder();
        for (byte[] object : bucket.objects.values()) {
            all.append(unpacked(object));
        }
        return all.toString();
    }

    /** Whatever lies below DATA_DIR once the file is rid of its unused pages, packed or not. */
    private String filed(String kind) throws Exception {
        if (kind.equals("sqlite")) {
            String url = "jdbc:sqlite:" + directory.resolve("e.db");
            try (Connection file = DriverManager.getConnection(url);
                    Statement statement = file.createStatement()) {
                statement.execute("VACUUM");
            }
        }
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(unpacked(Files.readAllBytes(file)));
            }
        }
        return all.toString();
    }

    /** Whatever lies in the store, packed or not. */
    static String kept(DataStore store) {
        StringBuilder all = new StringBuilder();
        Optional<String> after = Optional.empty();
        do {
            ItemPage itemPage = store.scan(100, after);
            for (Item item : itemPage.items()) {
                all.append(item.key());
                for (Value value : item.attributes().values()) {
                    all.append(
                            value instanceof Value.Bytes(byte[] bytes) ? unpacked(bytes) : value);
                }
            }
            after = itemPage.next();
        } while (after.isPresent());
        return all.toString();
    }

    private static String unpacked(byte[] bytes) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (ZipException | EOFException _) {
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String everything(AdminClient admin, Ledger ledger) throws Exception {
        return admin.get("/admin/agents").text()
                + admin.get("/admin/runs").text()
                + admin.get("/admin/versions/dim-agent/1/payload").text()
                + admin.post("/admin/dim-agent/sync", MEMBERS, "Idempotency-Key", "one").text()
                + new String(ledger.raw(LETTER).orElseThrow(), UTF_8);
    }
}
