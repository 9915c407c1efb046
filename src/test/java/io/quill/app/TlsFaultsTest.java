package io.quill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.quill.sandbox.Sandbox;
import io.quill.storm.Server;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A process before HTTPS servers whose certificates are no good, and then are. */
@Timeout(300)
class TlsFaultsTest {
    private record Fault(String certificate, String words) {}

    private static final List<Fault> FAULTS =
            List.of(
                    new Fault("expired", "has expired"),
                    new Fault("self-signed", "is signed by nobody whom this machine trusts"),
                    new Fault("elsewhere", "is for another host"));

    @TempDir private Path directory;
    private TlsFront.Certificates certificates;
    private Sandbox sandbox;
    private TlsFront powerBi;
    private TlsFront entra;
    private Server quill;
    private AdminClient admin;

    @BeforeEach
    void open() throws Exception {
        certificates = certificates();
        sandbox = Sandbox.start();
        powerBi = new TlsFront(sandbox.powerBi(), certificates, "good");
        entra = new TlsFront(sandbox.entra(), certificates, "expired");
        quill = start();
        admin = new AdminClient(quill.port);
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
        quill.close();
        entra.close();
        powerBi.close();
        sandbox.close();
    }

    @Test
    void areToldAndNothingIsSetAsideAndPushingGoesOn() throws Exception {
        deliver(1);
        assertToldUntilMended(entra, 1);
        deliver(2);
        await("the second row", () -> rows() == 2);
        powerBi.show(certificates.context("expired"));
        deliver(3);
        assertToldUntilMended(powerBi, 3);

        assertThat(admin.get("/admin/dead-letters").json().path("total").asInt()).isZero();
        assertThat(admin.get("/admin/batches").text()).doesNotContain("may be doubled");
    }

    private void assertToldUntilMended(TlsFront front, long rows) throws Exception {
        for (Fault each : FAULTS) {
            front.show(certificates.context(each.certificate()));
            awaitWords(front, each);
        }
        front.show(certificates.context("good"));
        await("row " + rows, () -> rows() == rows);
    }

    private void awaitWords(TlsFront front, Fault fault) throws Exception {
        String host = front.address().substring("https://".length());
        await(
                fault.words(),
                () -> why().contains(fault.words()) && why().contains("certificate of " + host));
        assertThat(log()).contains("certificate of " + host + " " + fault.words());
    }

    private String why() throws Exception {
        JsonNode status = admin.get("/admin/status").json();
        return status.path("pushingWaits").path("why").asText();
    }

    private long rows() {
        return sandbox.pushApi().datasets().stream()
                .mapToLong(each -> each.rows().getOrDefault("FactEvent", 0L))
                .sum();
    }

    private String log() throws Exception {
        return Files.readString(directory.resolve("quill.log"));
    }

    private void deliver(long id) throws Exception {
        AdminClient.Answer answer =
                admin.send(
                        "POST",
                        "/webhook/aloware",
                        SampleDeliveries.call(id),
                        "Authorization",
                        "Bearer " + RunningQuill.TOKEN);
        assertThat(answer.status()).isEqualTo(202);
    }

    private void await(String what, Callable<Boolean> goal) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (!goal.call()) {
            assertThat(System.nanoTime())
                    .as("%s; instead: %s\n%s", what, why(), log())
                    .isLessThan(until);
            Thread.sleep(50);
        }
    }

    private TlsFront.Certificates certificates() throws Exception {
        TlsFront.Certificates made = new TlsFront.Certificates(directory);
        made.makeSigned("good", "localhost");
        made.makeSigned("expired", "localhost", "-startdate", "-30d", "-validity", "10");
        made.makeSigned("elsewhere", "elsewhere.example");
        made.makeSelfSigned("self-signed", "localhost");
        return made;
    }

    private Server start() throws Exception {
        int port = Server.freePort();
        Map<String, String> environment = new HashMap<>(RunningQuill.environment(directory, port));
        sandbox.environment().entrySet().stream()
                .filter(each -> each.getKey().startsWith("POWERBI"))
                .forEach(each -> environment.put(each.getKey(), each.getValue()));
        environment.put("POWERBI_API_URL", powerBi.address());
        environment.put("POWERBI_AUTHORITY", entra.address());
        environment.put("ADMIN_API_KEY", "ana=" + AdminClient.KEY);
        environment.put("LOG_FILE", directory.resolve("quill.log").toString());
        environment.put("QUILL_MODE", "run");
        environment.put("QUILL_JAVA_OPTS", certificates.javaOptions());
        return Server.start("io.quill.Quill", port, environment, "run");
    }
}
