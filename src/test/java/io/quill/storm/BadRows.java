package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.powerbi.PoisonRow;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Events whose rows spoil every post that carries them, each with a status of its own. */
final class BadRows {
    private final Sandbox sandbox;
    private final Queue<Integer> due = new ConcurrentLinkedQueue<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    BadRows(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The next event that is sent becomes one; status 0 closes the connection. */
    void arm(int status) {
        due.add(status);
    }

    /** To be asked once for each event, before it is sent. */
    Fate fate(String key) {
        Integer status = due.poll();
        if (status == null) {
            return Fate.COUNTED;
        }
        keys.add(key);
        sandbox.pushApi().poison(new PoisonRow("FactEvent", "EventID", key, status));
        return Fate.SET_ASIDE;
    }

    Set<String> keys() {
        return Set.copyOf(keys);
    }
}
