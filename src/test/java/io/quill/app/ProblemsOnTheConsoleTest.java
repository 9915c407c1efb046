package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.WantedRows;
import io.quill.events.push.DatasetInUse;
import io.quill.events.push.table.RefusedRows;
import io.quill.platform.store.DataStore;
import io.quill.platform.store.memory.MemoryStore;
import io.quill.sandbox.Sandbox;
import io.quill.sandbox.powerbi.PoisonRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person has to mend outside stands on the first page, with what to do. */
@Timeout(180)
class ProblemsOnTheConsoleTest {
    @TempDir private Path directory;

    private final DataStore store = new MemoryStore(InstantSource.system());

    @Test
    void namesARowThatIsNotTakenAndAProxyThatIsNotTrusted() throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.pushApi().poison(new PoisonRow("DimAgent", "AgentName", "Poison", 400));
            new WantedRows(store).put(List.of(new AgentRow("4711", "Poison", "", "", "", true)));
            try (RunningQuill _ = house(sandbox)) {
                RunningQuill.await(() -> !refused().isEmpty());
            }
            try (RunningQuill house = house(sandbox);
                    HttpClient browser = HttpClient.newHttpClient()) {
                String cookie = signIn(house, browser);
                RunningQuill.await(() -> page(house, browser, cookie).contains("DimAgent: 4711"));

                assertThat(page(house, browser, cookie))
                        .contains("Rows that Power BI does not take", "sync again")
                        .contains("A proxy that is not trusted", "TRUSTED_PROXIES");
            }
        }
    }

    private List<RefusedRows> refused() {
        return DatasetInUse.find(store)
                .map(dataset -> RefusedRows.find(store, dataset.id()))
                .orElse(List.of());
    }

    private RunningQuill house(Sandbox sandbox) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.keySet().removeIf(each -> !each.startsWith("POWERBI"));
        return new RunningQuill.Plan(directory)
                .all(environment)
                .set("ADMIN_API_KEY", "ana=" + AdminClient.KEY)
                .set("PUBLIC_URL", "http://127.0.0.1")
                .on(store)
                .open();
    }

    private static String signIn(RunningQuill house, HttpClient browser) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(address(house, "/console/sign-in"))
                                .header("X-Forwarded-For", "198.51.100.1")
                                .POST(BodyPublishers.ofString("key=" + AdminClient.KEY))
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private static String page(RunningQuill house, HttpClient browser, String cookie) {
        HttpRequest request =
                HttpRequest.newBuilder(address(house, "/console")).header("Cookie", cookie).build();
        return browser.sendAsync(request, BodyHandlers.ofString()).join().body();
    }

    private static URI address(RunningQuill house, String path) {
        return URI.create("http://127.0.0.1:" + house.port + path);
    }
}
