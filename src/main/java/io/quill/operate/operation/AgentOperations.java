package io.quill.operate.operation;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.dimension.roster.Ruling;
import io.quill.events.dimension.roster.Ruling.Door;
import io.quill.events.push.Sightings;
import io.quill.events.push.Sightings.Sighting;
import io.quill.operate.rest.Body;
import io.quill.operate.rest.Call;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.Reply;
import io.quill.operate.rest.RunTold;
import io.quill.operate.rest.Unfit;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.Runs;
import io.quill.platform.time.Regions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The agents: who they are, when they were last heard of, and what is ruled about them. */
public final class AgentOperations implements Operations {
    private static final Job SYNC = new Job("sync", "dim-agent", "");
    private static final String TABLE = "DimAgent";

    private final Roster roster;
    private final WantedRows wanted;
    private final Sightings sightings;
    private final Runs runs;

    public AgentOperations(Roster roster, WantedRows wanted, Sightings sightings, Runs runs) {
        this.roster = roster;
        this.wanted = wanted;
        this.sightings = sightings;
        this.runs = runs;
    }

    @Override
    public List<Operation> all() {
        return List.of(
                Operation.get("/admin/agents", "listAgents", "Who is counted, and who is not")
                        .query(Parameter.flag("active", "only those who are counted"))
                        .answers(AgentsTold.class, this::list),
                Operation.get("/admin/agents/{id}", "getAgent", "One agent")
                        .path(id())
                        .answers(AgentTold.class, this::one),
                Operation.put(
                                "/admin/agents/{id}",
                                "ruleAgent",
                                "Rules about an agent; no sync changes it")
                        .path(id())
                        .takes(new Body.Of(RulingAsked.class, true))
                        .on(TABLE)
                        .answers(AgentTold.class, this::rule),
                Operation.delete(
                                "/admin/agents/{id}",
                                "unruleAgent",
                                "Takes back what was ruled: the roster decides")
                        .path(id())
                        .on(TABLE)
                        .answers(AgentTold.class, this::unrule));
    }

    private static Parameter id() {
        return Parameter.text("id", "of the agent");
    }

    private Reply list(Call call) {
        Map<String, Ruling> rulings = rulings();
        Map<String, Sighting> seen = sightings.all();
        List<AgentTold> agents = new ArrayList<>();
        wanted.rows(Dimension.AGENT)
                .values()
                .forEach(row -> agents.add(told(AgentRow.of(row), rulings, seen)));
        if (call.flag("active")) {
            agents.removeIf(agent -> !agent.active());
        }
        return Reply.ok(new AgentsTold(agents, runs.last(SYNC).map(RunTold::of)));
    }

    private Reply one(Call call) {
        return find(call.path("id"))
                .map(Reply::ok)
                .orElseGet(() -> Reply.of(Problem.notFound("Nobody knows this agent")));
    }

    private Optional<AgentTold> find(String id) {
        return wanted.rows(Dimension.AGENT).values().stream()
                .map(AgentRow::of)
                .filter(row -> row.agentId().equalsIgnoreCase(id.strip()))
                .findFirst()
                .map(row -> told(row, rulings(), sightings.all()));
    }

    private Reply rule(Call call) {
        RulingAsked asked = call.body(RulingAsked.class);
        Door door =
                Arrays.stream(Door.values())
                        .filter(each -> word(each).equals(asked.door().orElse("as-roster")))
                        .findFirst()
                        .orElseThrow(() -> invalid("/door", "is as-roster, let-in or shut-out"));
        String zone = asked.timeZone().map(String::strip).orElse("");
        Regions.meantBy(zone)
                .ifPresent(
                        meant -> {
                            throw invalid(
                                    "/timeZone",
                                    "is the same offset all year and wrong in summer: write the"
                                            + " region, such as "
                                            + meant);
                        });
        return ruled(call, door, asked.team().orElse(""), zone);
    }

    private Reply unrule(Call call) {
        return ruled(call, Door.AS_ROSTER, "", "");
    }

    private Reply ruled(Call call, Door door, String team, String timeZone) {
        Ruling ruling = ruling(call.path("id"), door, team, timeZone);
        try {
            roster.rule(ruling);
        } catch (IllegalArgumentException e) {
            throw invalid("id", String.valueOf(e.getMessage()));
        }
        String words = word(door) + ", team '" + team + "', time zone '" + timeZone + "'";
        return one(call).saying(words);
    }

    private static Ruling ruling(String id, Door door, String team, String timeZone) {
        try {
            return new Ruling(id, door, team, timeZone);
        } catch (IllegalArgumentException e) {
            throw invalid("/timeZone", String.valueOf(e.getMessage()));
        }
    }

    private static Unfit invalid(String pointer, String words) {
        return new Unfit(Problem.invalid(words, List.of(new Problem.Flaw(pointer, words))));
    }

    private Map<String, Ruling> rulings() {
        Map<String, Ruling> rulings = new HashMap<>();
        roster.rulings().forEach(each -> rulings.put(folded(each.agentId()), each));
        return rulings;
    }

    private AgentTold told(AgentRow row, Map<String, Ruling> rulings, Map<String, Sighting> seen) {
        Optional<Ruling> ruling = Optional.ofNullable(rulings.get(folded(row.agentId())));
        Optional<Sighting> sighting = Optional.ofNullable(seen.get(row.agentId()));
        return new AgentTold(
                row.agentId(),
                row.name(),
                row.email(),
                row.team(),
                row.timeZone(),
                row.active(),
                roster.admission(row.agentId()).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                ruling.map(Ruling::door).map(AgentOperations::word).orElse(word(Door.AS_ROSTER)),
                sighting.map(Sighting::at),
                sighting.map(Sighting::event));
    }

    private static String folded(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }

    private static String word(Door door) {
        return door.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    record AgentsTold(List<AgentTold> agents, Optional<RunTold> lastSync) {}

    /**
     * An agent.
     *
     * @param admission what the gate says of the agent's facts at this moment
     * @param door what is ruled: as-roster, let-in or shut-out
     */
    record AgentTold(
            String id,
            String name,
            String email,
            String team,
            String timeZone,
            boolean active,
            String admission,
            String door,
            Optional<Instant> lastEventAt,
            Optional<String> lastEvent) {}

    /** What is ruled; what is left out is left to the roster. */
    record RulingAsked(Optional<String> door, Optional<String> team, Optional<String> timeZone) {}
}
