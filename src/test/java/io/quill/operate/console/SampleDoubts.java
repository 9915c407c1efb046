package io.quill.operate.console;

import io.quill.events.push.HeldBatchDecision;
import io.quill.events.push.HeldBatchOrder;
import io.quill.events.push.HeldBatches.Answer;
import io.quill.events.push.HeldBatches.Held;
import io.quill.events.push.StoryEntry;
import io.quill.events.push.StoryEntryKind;
import io.quill.operate.console.view.DoubtService;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch that waits, and one that somebody has ruled about. */
final class SampleDoubts implements DoubtService {
    final List<String> ruled = new ArrayList<>();

    @Override
    public List<Held> held() {
        return List.of(
                new Held(41, 120, story(), Optional.empty()),
                new Held(
                        42,
                        1,
                        story(),
                        Optional.of(
                                new HeldBatchOrder(
                                        HeldBatchDecision.ACCEPT,
                                        "ops",
                                        SampleConsole.NOW.minusSeconds(5)))));
    }

    private static List<StoryEntry> story() {
        return List.of(
                new StoryEntry(
                        SampleConsole.NOW.minusSeconds(90), StoryEntryKind.FIXED, "120 rows fixed"),
                new StoryEntry(
                        SampleConsole.NOW.minusSeconds(60),
                        StoryEntryKind.DOUBTED,
                        "no answer for 30 seconds"),
                new StoryEntry(
                        SampleConsole.NOW.minusSeconds(60),
                        StoryEntryKind.HELD,
                        "held for an operator"));
    }

    @Override
    public Answer rule(long number, HeldBatchDecision heldBatchDecision, String who) {
        return held().stream()
                .filter(each -> each.number() == number)
                .flatMap(each -> each.order().stream())
                .<Answer>map(Answer.OrderedBefore::new)
                .findFirst()
                .orElseGet(
                        () -> {
                            ruled.add(number + " " + heldBatchDecision + " by " + who);
                            return new Answer.Ordered(
                                    new HeldBatchOrder(heldBatchDecision, who, SampleConsole.NOW));
                        });
    }
}
