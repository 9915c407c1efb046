package io.quill.app.demo;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.User;
import io.quill.sandbox.hubspot.Owner;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Who works there: some do more than their goals, some less, and one has the day off. */
final class Staff {
    static final long RING_GROUP = 8465;

    static final List<Agent> WORKING =
            List.of(
                    new Agent(5501, "Ada Moreno", Team.NORTH, 1.16),
                    new Agent(5502, "Ben Okafor", Team.NORTH, 1.07),
                    new Agent(5503, "Cleo Novak", Team.NORTH, 0.92),
                    new Agent(5504, "Dan Ito", Team.NORTH, 0.64),
                    new Agent(5505, "Elif Kaya", Team.NORTH, 1.12),
                    new Agent(5506, "Finn Adler", Team.NORTH, 1.01),
                    new Agent(5507, "Gia Rossi", Team.SOUTH, 1.21),
                    new Agent(5508, "Hugo Lind", Team.SOUTH, 0.95),
                    new Agent(5509, "Ines Duarte", Team.SOUTH, 1.05),
                    new Agent(5510, "Jon Berg", Team.SOUTH, 0.78),
                    new Agent(5512, "Mara Quist", Team.WEST, 1.12),
                    new Agent(5513, "Noel Hart", Team.WEST, 0.88),
                    new Agent(5514, "Olga Reyes", Team.WEST, 1.03));

    static final Agent AWAY = new Agent(5511, "Kira Sato", Team.SOUTH, 0);

    /** Calls with Aloware, and is in no ring group. */
    static final Agent STRANGER = new Agent(5999, "Lou Vane", Team.SOUTH, 0);

    private Staff() {}

    /** Who is at a desk then; at night nobody is. */
    static List<Agent> at(LocalTime time) {
        return WORKING.stream().filter(agent -> agent.team().worksAt(time)).toList();
    }

    static List<Agent> all() {
        List<Agent> all = new ArrayList<>(WORKING);
        all.add(AWAY);
        return List.copyOf(all);
    }

    /** Has the stand-ins know them. */
    static void signUp(Sandbox sandbox) {
        all().forEach(agent -> signUp(sandbox, agent));
        signUp(sandbox, STRANGER);
        sandbox.roster().ringGroup(RING_GROUP, all().stream().map(Agent::id).toList());
    }

    private static void signUp(Sandbox sandbox, Agent agent) {
        sandbox.roster()
                .put(new User(agent.id(), agent.name(), agent.email(), User.Status.AVAILABLE));
        String[] names = agent.name().split(" ", 2);
        sandbox.crm()
                .put(
                        new Owner(
                                agent.owner(),
                                agent.owner(),
                                agent.email(),
                                names[0],
                                names[1],
                                false));
    }
}
