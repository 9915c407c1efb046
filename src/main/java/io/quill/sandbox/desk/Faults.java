package io.quill.sandbox.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The faults that are armed; of several that concern a call the first one strikes. */
public final class Faults {
    private static final class Armed {
        final Fault fault;
        final Random chance;
        int left;

        Armed(Fault fault) {
            this.fault = fault;
            this.chance = new Random(fault.seed());
            this.left = fault.times();
        }

        boolean strikes(Call call) {
            if (!fault.concerns(call) || chance.nextDouble() >= fault.probability()) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final List<Armed> armed = new ArrayList<>();

    public synchronized void arm(Fault fault) {
        armed.add(new Armed(fault));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** What is still to strike. */
    public synchronized List<Fault> left() {
        return armed.stream().map(each -> each.fault.times(each.left)).toList();
    }

    synchronized Optional<Fault> next(Call call) {
        for (Armed each : armed) {
            if (each.strikes(call)) {
                armed.removeIf(one -> one.left == 0);
                return Optional.of(each.fault);
            }
        }
        return Optional.empty();
    }
}
