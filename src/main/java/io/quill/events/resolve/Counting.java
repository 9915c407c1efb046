package io.quill.events.resolve;

import io.quill.events.Direction;
import io.quill.events.FactEvent;
import io.quill.events.TextSanitizer;
import io.quill.events.resolve.Decision.Complete;
import io.quill.events.resolve.Decision.NeverCounts;
import io.quill.events.resolve.Decision.NotYet;
import io.quill.events.source.hubspot.CrmRecord;
import io.quill.events.source.hubspot.Owner;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What counts, and for whom: a ticket that has an owner, and an e-mail that its owner sent. */
record Counting(Map<String, Owner> owners, AgentByEmail agents, Choices choices) {
    private static final int LONGEST = 40;

    Decision decide(FactEvent held, CrmRecord record) {
        return switch (record.type()) {
            case TICKET -> owned(held, record, Direction.NONE, "created");
            case EMAIL -> email(held, record);
        };
    }

    private Decision email(FactEvent held, CrmRecord record) {
        String direction = word(record, "hs_email_direction");
        return switch (direction) {
            case "EMAIL" -> outgoing(held, record);
            case "INCOMING_EMAIL" -> new NeverCounts("incoming-email");
            case "FORWARDED_EMAIL" -> new NeverCounts("forwarded-email");
            case "DRAFT_EMAIL", "DRAFT" -> new NeverCounts("draft-email");
            case "" -> new NotYet("HubSpot does not say yet which way the e-mail went");
            default -> new NotYet("the direction of the e-mail is not a known one: " + direction);
        };
    }

    /** One that was only logged has no status, since HubSpot did not send it. */
    private Decision outgoing(FactEvent held, CrmRecord record) {
        String status = word(record, "hs_email_status");
        return switch (status) {
            case "SENT" -> owned(held, record, Direction.OUTBOUND, "sent");
            case "" ->
                    choices.countsLoggedEmails()
                            ? owned(held, record, Direction.OUTBOUND, "sent")
                            : new NeverCounts("logged-email");
            case "SCHEDULED", "SENDING" -> new NotYet("the e-mail has not been sent yet");
            case "BOUNCED" -> new NeverCounts("bounced-email");
            case "FAILED" -> new NeverCounts("failed-email");
            case "DRAFT" -> new NeverCounts("draft-email");
            default -> new NotYet("the status of the e-mail is not a known one: " + status);
        };
    }

    private Decision owned(FactEvent held, CrmRecord record, Direction direction, String outcome) {
        if (record.ownerId().isEmpty()) {
            return new NotYet("it has no owner");
        }
        return Optional.ofNullable(owners.get(record.ownerId()))
                .<Decision>map(
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
        return TextSanitizer.cut(TextSanitizer.replaceLoneSurrogates(word), LONGEST);
    }
}
