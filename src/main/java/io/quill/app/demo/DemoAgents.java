package io.quill.app.demo;

import io.quill.sandbox.Sandbox;
import io.quill.sandbox.aloware.StandInUser;
import io.quill.sandbox.hubspot.Owner;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Agents of the demo: some exceed their goals, some miss them, and one has the day off. */
final class DemoAgents {
    static final long RING_GROUP = 8465;

    static final List<DemoAgent> WORKING =
            List.of(
                    new DemoAgent(5501, "Ada Moreno", DemoTeam.NORTH, 1.16),
                    new DemoAgent(5502, "Ben Okafor", DemoTeam.NORTH, 1.07),
                    new DemoAgent(5503, "Cleo Novak", DemoTeam.NORTH, 0.92),
                    new DemoAgent(5504, "Dan Ito", DemoTeam.NORTH, 0.64),
                    new DemoAgent(5505, "Elif Kaya", DemoTeam.NORTH, 1.12),
                    new DemoAgent(5506, "Finn Adler", DemoTeam.NORTH, 1.01),
                    new DemoAgent(5507, "Gia Rossi", DemoTeam.SOUTH, 1.21),
                    new DemoAgent(5508, "Hugo Lind", DemoTeam.SOUTH, 0.95),
                    new DemoAgent(5509, "Ines Duarte", DemoTeam.SOUTH, 1.05),
                    new DemoAgent(5510, "Jon Berg", DemoTeam.SOUTH, 0.78),
                    new DemoAgent(5512, "Mara Quist", DemoTeam.WEST, 1.12),
                    new DemoAgent(5513, "Noel Hart", DemoTeam.WEST, 0.88),
                    new DemoAgent(5514, "Olga Reyes", DemoTeam.WEST, 1.03));

    static final DemoAgent AWAY = new DemoAgent(5511, "Kira Sato", DemoTeam.SOUTH, 0);

    /** Calls with Aloware, and is in no ring group. */
    static final DemoAgent STRANGER = new DemoAgent(5999, "Lou Vane", DemoTeam.SOUTH, 0);

    private DemoAgents() {}

    /** Returns the agents at their desks at a time; none at night. */
    static List<DemoAgent> at(LocalTime time) {
        return WORKING.stream().filter(demoAgent -> demoAgent.team().worksAt(time)).toList();
    }

    static List<DemoAgent> all() {
        List<DemoAgent> all = new ArrayList<>(WORKING);
        all.add(AWAY);
        return List.copyOf(all);
    }

    /** Has the stand-ins know them. */
    static void register(Sandbox sandbox) {
        all().forEach(demoAgent -> register(sandbox, demoAgent));
        register(sandbox, STRANGER);
        sandbox.roster().ringGroup(RING_GROUP, all().stream().map(DemoAgent::id).toList());
    }

    private static void register(Sandbox sandbox, DemoAgent demoAgent) {
        sandbox.roster()
                .put(
                        new StandInUser(
                                demoAgent.id(),
                                demoAgent.name(),
                                demoAgent.email(),
                                StandInUser.Status.AVAILABLE));
        String[] names = demoAgent.name().split(" ", 2);
        sandbox.crm()
                .put(
                        new Owner(
                                demoAgent.owner(),
                                demoAgent.owner(),
                                demoAgent.email(),
                                names[0],
                                names[1],
                                false));
    }
}
