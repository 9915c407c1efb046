package io.quill.sandbox;

import io.quill.sandbox.powerbi.Switches;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with a dataset in it, a caller who is signed in, and time in hand. */
abstract class PowerBiTest {
    final HandClock clock = new HandClock();
    final Turnstile turnstile = new Turnstile();
    final Sandbox sandbox = Sandbox.start(0, clock, turnstile);
    final Caller caller = new Caller(sandbox);
    String dataset = "";

    @BeforeEach
    void create() {
        sandbox.tokens().lifetime(java.time.Duration.ofDays(2));
        dataset = caller.signIn().create(Schemas.STAR, "None");
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

    Switches switches() {
        return sandbox.pushApi().switches();
    }

    long rows(String table) {
        return sandbox.pushApi().dataset(dataset).orElseThrow().rows().getOrDefault(table, -1L);
    }
}
