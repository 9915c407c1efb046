package io.quill.events.resolve;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.TextSanitizer;
import io.quill.events.resolve.Resolution.Complete;
import io.quill.events.resolve.Resolution.NeverCounts;
import io.quill.events.resolve.Resolution.NotYet;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.Owner;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules of counting: a ticket counts for its owner, and an e-mail for the owner who sent it. */
record ResolutionRules(Map<String, Owner> owners, AgentDirectory agents, CountingOptions choices) {
    private static final int LONGEST = 40;

    Resolution decide(FactEvent held, CrmRecord record) {
        return switch (record.type()) {
            case TICKET -> forOwner(held, record, Direction.NONE, "created");
            case EMAIL -> email(held, record);
        };
    }

    private Resolution email(FactEvent held, CrmRecord record) {
        String direction = word(record, "hs_email_direction");
        return switch (direction) {
            case "EMAIL" -> outgoingEmail(held, record);
            case "INCOMING_EMAIL" -> new NeverCounts("incoming-email");
            case "FORWARDED_EMAIL" -> new NeverCounts("forwarded-email");
            case "DRAFT_EMAIL", "DRAFT" -> new NeverCounts("draft-email");
            case "" -> new NotYet("HubSpot does not say yet which way the e-mail went");
            default -> new NotYet("the direction of the e-mail is not a known one: " + direction);
        };
    }

    /**
     * Decides on an outgoing e-mail; one that was only logged has no status, since HubSpot did not
     * send it.
     */
    private Resolution outgoingEmail(FactEvent held, CrmRecord record) {
        String status = word(record, "hs_email_status");
        return switch (status) {
            case "SENT" -> forOwner(held, record, Direction.OUTBOUND, "sent");
            case "" ->
                    choices.countsLoggedEmails()
                            ? forOwner(held, record, Direction.OUTBOUND, "sent")
                            : new NeverCounts("logged-email");
            case "SCHEDULED", "SENDING" -> new NotYet("the e-mail has not been sent yet");
            case "BOUNCED" -> new NeverCounts("bounced-email");
            case "FAILED" -> new NeverCounts("failed-email");
            case "DRAFT" -> new NeverCounts("draft-email");
            default -> new NotYet("the status of the e-mail is not a known one: " + status);
        };
    }

    private Resolution forOwner(
            FactEvent held, CrmRecord record, Direction direction, String outcome) {
        if (record.ownerId().isEmpty()) {
            return new NotYet("it has no owner");
        }
        return Optional.ofNullable(owners.get(record.ownerId()))
                .<Resolution>map(
                        owner -> new Complete(fact(held, record, agent(owner), direction, outcome)))
                .orElseGet(() -> new NotYet("HubSpot does not list its owner " + record.ownerId()));
    }

    private String agent(Owner owner) {
        return Optional.of(owner.email())
                .filter(email -> !email.isEmpty())
                .flatMap(agents::agentId)
                .orElse("hubspot:" + owner.id());
    }

    private static FactEvent fact(
            FactEvent held, CrmRecord record, String agent, Direction direction, String outcome) {
        return new FactEvent(
                held.key(),
                held.metric(),
                agent,
                record.occurredAt().orElse(held.occurredAt()),
                direction,
                outcome,
                held.talkSeconds(),
                held.durationSeconds(),
                held.ringGroupId(),
                record.occurredAt().isPresent() ? "" : held.notes());
    }

    private static String word(CrmRecord record, String name) {
        String word = record.property(name).toUpperCase(Locale.ROOT);
        return TextSanitizer.truncate(TextSanitizer.replaceLoneSurrogates(word), LONGEST);
    }
}
