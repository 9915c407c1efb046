package io.quill.operate.console;

import io.quill.events.Metric;
import io.quill.operate.console.view.AgentNameLookup;
import io.quill.operate.console.view.TeamView;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Five agents in every light, and two strangers. */
final class SampleTeam implements TeamView, AgentNameLookup {
    private static final Map<String, String> NAMES =
            Map.of(
                    "101",
                    "Ada Moreno",
                    "102",
                    "Ben Okafor",
                    "103",
                    "Cleo Novak",
                    "104",
                    "Dan Ito",
                    "105",
                    "Elif Kaya");

    final List<String> letIn = new ArrayList<>();

    @Override
    public String of(String agentId) {
        return NAMES.getOrDefault(agentId, agentId);
    }

    @Override
    public List<String> known() {
        return NAMES.values().stream().sorted().toList();
    }

    @Override
    public String id(String text) {
        return NAMES.entrySet().stream()
                .filter(each -> each.getValue().equalsIgnoreCase(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(text);
    }

    @Override
    public LocalDate today() {
        return LocalDate.of(2026, 3, 2);
    }

    @Override
    public Board board(LocalDate day) {
        return new Board(
                day,
                SampleConsole.NOW,
                List.of(
                        line("101", "North", 41, 38, 12, 6, 0.72),
                        line("102", "North", 29, 31, 8, 4, 0.64),
                        line("103", "South", 18, 22, 15, 9, 0.64),
                        line("104", "South", 52, 47, 3, 11, 0.90),
                        new Line(
                                "105",
                                "Elif Kaya",
                                "South",
                                Optional.empty(),
                                List.of(
                                        score(Metric.CALLS, 0, 0, 0),
                                        score(Metric.TEXTS, 2, 0, 0)))));
    }

    private static Line line(
            String id,
            String team,
            long calls,
            long texts,
            long mails,
            long cases,
            double elapsed) {
        return new Line(
                id,
                NAMES.getOrDefault(id, id),
                team,
                Optional.of(
                        new Shift(
                                LocalTime.of(9, 0),
                                LocalTime.of(17, 30),
                                OptionalDouble.of(elapsed))),
                List.of(
                        score(Metric.CALLS, calls, 50, elapsed),
                        score(Metric.TEXTS, texts, 45, elapsed),
                        score(Metric.EMAILS, mails, 0, elapsed),
                        score(Metric.CASES, cases, 12, elapsed)));
    }

    private static Score score(Metric metric, long actual, long goal, double elapsed) {
        if (goal == 0) {
            return new Score(
                    metric,
                    actual,
                    OptionalLong.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Light.NONE);
        }
        double share = (double) actual / goal;
        Light light =
                share >= elapsed ? Light.GREEN : share >= 0.85 * elapsed ? Light.YELLOW : Light.RED;
        return new Score(
                metric,
                actual,
                OptionalLong.of(goal),
                OptionalDouble.of(share),
                OptionalDouble.of(elapsed),
                light);
    }

    @Override
    public List<Stranger> strangers() {
        return List.of(
                new Stranger("999", "999", 61, SampleConsole.NOW.minusSeconds(7_400)),
                new Stranger("1007", "Finn Adler", 5, SampleConsole.NOW.minusSeconds(2_100)));
    }

    @Override
    public void letIn(String agentId, String who) {
        letIn.add(agentId + " by " + who);
    }
}
