package io.quill.records.schedule;

import io.quill.records.landing.Trigger;
import io.quill.records.pull.Order;
import io.quill.records.tenant.Account;

import java.util.Optional;

/**
 * Somebody's wish that a step be done for an account.
 *
 * @param by who wishes it, as it is remembered
 * @param entity the only one to be pulled, where it is not all of them
 */
public record Errand(Account account, Order order, String by, Optional<String> entity) {
    public static Errand onTime(Account account) {
        return new Errand(account, Order.changes(Trigger.CRON), "schedule", Optional.empty());
    }

    /** Whether it leaves out something that is otherwise pulled. */
    boolean isPartial() {
        return entity.isPresent() || order.limit().isPresent();
    }
}
