package io.quill.operate.operation;

import io.quill.events.dimension.AgentRow;
import io.quill.events.dimension.Dimension;
import io.quill.events.dimension.WantedRows;
import io.quill.events.dimension.roster.AgentOverride;
import io.quill.events.dimension.roster.AgentOverride.Door;
import io.quill.events.dimension.roster.Roster;
import io.quill.events.push.AgentActivity;
import io.quill.events.push.AgentActivity.Sighting;
import io.quill.operate.rest.AdminReply;
import io.quill.operate.rest.InvalidRequestException;
import io.quill.operate.rest.Operation;
import io.quill.operate.rest.OperationCall;
import io.quill.operate.rest.Parameter;
import io.quill.operate.rest.Problem;
import io.quill.operate.rest.RequestBody;
import io.quill.operate.rest.RunTold;
import io.quill.platform.jobs.Job;
import io.quill.platform.jobs.RunRegistry;
import io.quill.platform.time.TimeZones;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Operations on agents: who they are, when they were last seen, and rulings about them. */
public final class AgentOperations implements OperationGroup {
    private static final Job SYNC = new Job("sync", "dim-agent", "");
    private static final String TABLE = "DimAgent";

    private final Roster roster;
    private final WantedRows wanted;
    private final AgentActivity agentActivity;
    private final RunRegistry runRegistry;

    public AgentOperations(
            Roster roster,
            WantedRows wanted,
            AgentActivity agentActivity,
            RunRegistry runRegistry) {
        this.roster = roster;
        this.wanted = wanted;
        this.agentActivity = agentActivity;
        this.runRegistry = runRegistry;
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
                        .takes(new RequestBody.Of(RulingAsked.class, true))
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

    private AdminReply list(OperationCall operationCall) {
        Map<String, AgentOverride> rulings = rulings();
        Map<String, Sighting> seen = agentActivity.all();
        List<AgentTold> agents = new ArrayList<>();
        wanted.rows(Dimension.AGENT)
                .values()
                .forEach(row -> agents.add(told(AgentRow.of(row), rulings, seen)));
        if (operationCall.flag("active")) {
            agents.removeIf(agent -> !agent.active());
        }
        return AdminReply.ok(new AgentsTold(agents, runRegistry.last(SYNC).map(RunTold::of)));
    }

    private AdminReply one(OperationCall operationCall) {
        return find(operationCall.path("id"))
                .map(AdminReply::ok)
                .orElseGet(() -> AdminReply.of(Problem.notFound("Nobody knows this agent")));
    }

    private Optional<AgentTold> find(String id) {
        return wanted.rows(Dimension.AGENT).values().stream()
                .map(AgentRow::of)
                .filter(row -> row.agentId().equalsIgnoreCase(id.strip()))
                .findFirst()
                .map(row -> told(row, rulings(), agentActivity.all()));
    }

    private AdminReply rule(OperationCall operationCall) {
        RulingAsked asked = operationCall.body(RulingAsked.class);
        Door door =
                Arrays.stream(Door.values())
                        .filter(each -> word(each).equals(asked.door().orElse("as-roster")))
                        .findFirst()
                        .orElseThrow(() -> invalid("/door", "is as-roster, let-in or shut-out"));
        String zone = asked.timeZone().map(String::strip).orElse("");
        TimeZones.suggestedRegion(zone)
                .ifPresent(
                        meant -> {
                            throw invalid(
                                    "/timeZone",
                                    "is the same offset all year and wrong in summer: write the"
                                            + " region, such as "
                                            + meant);
                        });
        return ruled(operationCall, door, asked.team().orElse(""), zone);
    }

    private AdminReply unrule(OperationCall operationCall) {
        return ruled(operationCall, Door.AS_ROSTER, "", "");
    }

    private AdminReply ruled(OperationCall operationCall, Door door, String team, String timeZone) {
        AgentOverride agentOverride = ruling(operationCall.path("id"), door, team, timeZone);
        try {
            roster.override(agentOverride);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(Problem.badRequest(String.valueOf(e.getMessage())));
        }
        String words = word(door) + ", team '" + team + "', time zone '" + timeZone + "'";
        return one(operationCall).withWords(words);
    }

    private static AgentOverride ruling(String id, Door door, String team, String timeZone) {
        try {
            return new AgentOverride(id, door, team, timeZone);
        } catch (IllegalArgumentException e) {
            throw invalid("/timeZone", String.valueOf(e.getMessage()));
        }
    }

    private static InvalidRequestException invalid(String pointer, String words) {
        return new InvalidRequestException(
                Problem.invalid(words, List.of(new Problem.Flaw(pointer, words))));
    }

    private Map<String, AgentOverride> rulings() {
        Map<String, AgentOverride> rulings = new HashMap<>();
        roster.overrides().forEach(each -> rulings.put(folded(each.agentId()), each));
        return rulings;
    }

    private AgentTold told(
            AgentRow row, Map<String, AgentOverride> rulings, Map<String, Sighting> seen) {
        Optional<AgentOverride> ruling = Optional.ofNullable(rulings.get(folded(row.agentId())));
        Optional<Sighting> sighting = Optional.ofNullable(seen.get(row.agentId()));
        return new AgentTold(
                row.agentId(),
                row.name(),
                row.email(),
                row.team(),
                row.timeZone(),
                row.active(),
                roster.admission(row.agentId()).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                ruling.map(AgentOverride::admission)
                        .map(AgentOperations::word)
                        .orElse(word(Door.AS_ROSTER)),
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
