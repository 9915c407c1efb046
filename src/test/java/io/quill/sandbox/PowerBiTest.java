package io.quill.sandbox;

import io.quill.sandbox.powerbi.PowerBiSwitches;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with a dataset in it, a caller who is signed in, and time in hand. */
abstract class PowerBiTest {
    final ManualClock clock = new ManualClock();
    final BlockingDelay turnstile = new BlockingDelay();
    final Sandbox sandbox = Sandbox.start(0, clock, turnstile);
    final SandboxClient caller = new SandboxClient(sandbox);
    String dataset = "";

    @BeforeEach
    void create() {
        sandbox.tokens().lifetime(java.time.Duration.ofDays(2));
        dataset = caller.signIn().create(SampleDatasets.STAR, "None");
    }

    @AfterEach
    void close() {
        caller.close();
        sandbox.close();
    }

    void set(String name, String value) {
        String body = "{\"" + name + "\":\"" + value + "\"}";
        if (caller.control("PATCH", "/powerbi/switches", body).status() != 204) {
            throw new IllegalArgumentException("no such switch: " + body);
        }
    }

    PowerBiSwitches switches() {
        return sandbox.pushApi().switches();
    }

    long rows(String table) {
        return sandbox.pushApi().dataset(dataset).orElseThrow().rows().getOrDefault(table, -1L);
    }
}
