package io.quill.records.schedule;

import io.quill.records.landing.Trigger;
import io.quill.records.pull.PullOptions;
import io.quill.records.tenant.ServiceAccount;

import java.util.Optional;

/**
 * Request for a step of an account.
 *
 * @param by who wishes it, as it is remembered
 * @param entity the only one to be pulled, where it is not all of them
 */
public record StepRequest(
        ServiceAccount account, PullOptions order, String by, Optional<String> entity) {
    public static StepRequest scheduled(ServiceAccount serviceAccount) {
        return new StepRequest(
                serviceAccount, PullOptions.changes(Trigger.CRON), "schedule", Optional.empty());
    }

    /** Returns whether the request leaves out something that is otherwise pulled. */
    boolean isPartial() {
        return entity.isPresent() || order.limit().isPresent();
    }
}
