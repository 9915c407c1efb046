package io.quill.storm;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.hubspot.Owner;

import java.util.List;
import java.util.stream.LongStream;

/** Ten agents in one ring group, whom HubSpot knows as owners; later some more. */
final class People {
    static final long RING_GROUP = 8465;

    private static final int FEW = 10;
    private static final long FIRST = 101;

    private final Sandbox sandbox;
    private int members = FEW;

    private People(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static People of(Sandbox sandbox) {
        People people = new People(sandbox);
        for (long id : people.ids()) {
            people.put(id, "Agent " + id);
            sandbox.crm()
                    .put(
                            new Owner(
                                    owner(id),
                                    "5" + id,
                                    email(id),
                                    "Agent",
                                    Long.toString(id),
                                    false));
        }
        sandbox.roster().ringGroup(RING_GROUP, people.ids());
        return people;
    }

    /** Whose an event is. */
    static long agent(int place) {
        return FIRST + place % FEW;
    }

    static String owner(long agent) {
        return "88" + agent;
    }

    /** Somebody joins, and somebody changes their name. */
    void change() {
        long joined = FIRST + members++;
        put(joined, "Agent " + joined);
        put(FIRST, "Renamed " + members);
        sandbox.roster().ringGroup(RING_GROUP, ids());
    }

    int number() {
        return members;
    }

    private void put(long id, String name) {
        sandbox.roster().put(new StandInUser(id, name, email(id), StandInUser.Status.AVAILABLE));
    }

    private List<Long> ids() {
        return LongStream.range(FIRST, FIRST + members).boxed().toList();
    }

    private static String email(long id) {
        return "a" + id + "@example.com";
    }
}
