package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.history.FactArchive;
import io.quill.platform.file.DiskFileStorage;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An agent is erased whose name and facts Power BI has. */
@Timeout(120)
class EraseAfterAPushTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
    private static final String MEMBERS =
            "{\"members\":[{\"id\":\"4711\",\"name\":\"Ada Löwe\",\"email\":\"ada@example.org\"}]}";

    @TempDir private Path directory;

    @Test
    void leavesAFactAndANeutralNameToPowerBi() throws Exception {
        DataStore store = new MemoryStore(InstantSource.system());
        try (Sandbox sandbox = Sandbox.start();
                RunningQuill house = house(sandbox, store);
                AdminClient admin = new AdminClient(house.port)) {
            assertThat(admin.post("/admin/dim-agent/sync", MEMBERS).status()).isEqualTo(200);
            house.aloware(SampleDeliveries.call(1, "4711", DAY));
            RunningQuill.await(() -> rows(sandbox, "DimAgent").contains("Ada Löwe"));
            RunningQuill.await(() -> rows(sandbox, "FactEvent").contains("4711"));
            RunningQuill.await(() -> archived().contains("4711"));

            assertThat(
                            admin.post(
                                            "/admin/agents/4711/erase?confirm=4711",
                                            "{\"because\":\"she asked for it\"}")
                                    .status())
                    .isEqualTo(200);

            RunningQuill.await(() -> rows(sandbox, "DimAgent").contains("Erased 4711"));
            RunningQuill.await(() -> !EraseTest.kept(store).contains("Löwe"));
            assertThat(rows(sandbox, "DimAgent") + EraseTest.kept(store) + archived())
                    .doesNotContainIgnoringCase("Löwe", "ada@");
            assertThat(rows(sandbox, "FactEvent")).contains("4711");
        }
    }

    private RunningQuill house(Sandbox sandbox, DataStore store) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> !each.startsWith("POWERBI"));
        return new RunningQuill.Plan(directory)
                .all(environment)
                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                .on(store)
                .open();
    }

    private static String rows(Sandbox sandbox, String table) {
        return sandbox.pushApi().datasets().stream()
                .flatMap(each -> sandbox.pushApi().table(each.id(), table).stream())
                .flatMap(each -> StreamSupport.stream(each.rows().spliterator(), false))
                .map(Arrays::toString)
                .collect(Collectors.joining());
    }

    private String archived() {
        StringBuilder all = new StringBuilder();
        try (FactArchive archive =
                new FactArchive(new DiskFileStorage(directory.resolve("archive")))) {
            archive.days().forEach(day -> archive.read(day, all::append));
        }
        return all.toString();
    }
}
