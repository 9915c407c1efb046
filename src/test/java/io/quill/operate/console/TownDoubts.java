package io.quill.operate.console;

import io.quill.events.push.Chapter;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.Order;
import io.quill.events.push.Ruling;
import io.quill.events.push.What;
import io.quill.operate.console.view.Doubts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch that waits, and one that somebody has ruled about. */
final class TownDoubts implements Doubts {
    final List<String> ruled = new ArrayList<>();

    @Override
    public List<Held> held() {
        return List.of(
                new Held(41, 120, story(), Optional.empty()),
                new Held(
                        42,
                        1,
                        story(),
                        Optional.of(new Order(Ruling.ACCEPT, "ops", Town.NOW.minusSeconds(5)))));
    }

    private static List<Chapter> story() {
        return List.of(
                new Chapter(Town.NOW.minusSeconds(90), What.FIXED, "120 rows fixed"),
                new Chapter(Town.NOW.minusSeconds(60), What.DOUBTED, "no answer for 30 seconds"),
                new Chapter(Town.NOW.minusSeconds(60), What.HELD, "held for an operator"));
    }

    @Override
    public Answer rule(long number, Ruling ruling, String who) {
        return held().stream()
                .filter(each -> each.number() == number)
                .flatMap(each -> each.order().stream())
                .<Answer>map(Answer.OrderedBefore::new)
                .findFirst()
                .orElseGet(
                        () -> {
                            ruled.add(number + " " + ruling + " by " + who);
                            return new Answer.Ordered(new Order(ruling, who, Town.NOW));
                        });
    }
}
