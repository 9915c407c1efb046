package io.quill.sandbox.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Armed faults; the first one that matches a call applies. */
public final class FaultInjector {
    private static final class Armed {
        final InjectedFault fault;
        final Random chance;
        int left;

        Armed(InjectedFault injectedFault) {
            this.fault = injectedFault;
            this.chance = new Random(injectedFault.seed());
            this.left = injectedFault.times();
        }

        boolean strikes(ServiceCall serviceCall) {
            if (!fault.concerns(serviceCall) || chance.nextDouble() >= fault.probability()) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final List<Armed> armed = new ArrayList<>();

    public synchronized void arm(InjectedFault injectedFault) {
        armed.add(new Armed(injectedFault));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** Faults still to come. */
    public synchronized List<InjectedFault> left() {
        return armed.stream().map(each -> each.fault.times(each.left)).toList();
    }

    synchronized Optional<InjectedFault> next(ServiceCall serviceCall) {
        for (Armed each : armed) {
            if (each.strikes(serviceCall)) {
                armed.removeIf(one -> one.left == 0);
                return Optional.of(each.fault);
            }
        }
        return Optional.empty();
    }
}
