package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;
import io.quill.events.sink.Quota;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer means for the rows of a request. Taken is 200 without a word of an error; 4xx says
 * that nothing was taken, but for the few that a busy or broken way gives as well. Whatever else
 * comes back leaves doubt.
 */
final class Answers {
    static final String ROLE =
            "Give the service principal the role Contributor in the workspace, and let the tenant"
                    + " setting 'Service principals can call Fabric public APIs' include its group; both"
                    + " take a few minutes.";
    static final String WAY_OUT =
            "Power BI has switched this off: push datasets are retired in favour of Fabric"
                    + " Real-Time Intelligence. Name a push dataset that exists with POWERBI_DATASET_ID"
                    + " if there is one; otherwise another sink is needed (a Fabric eventstream or"
                    + " eventhouse). Creation was switched off by mistake before, so ask Microsoft's"
                    + " support too.";
    private static final String TOKEN =
            "Even a fresh token was refused: check that POWERBI_TENANT_ID and POWERBI_CLIENT_ID"
                    + " belong to the tenant of the workspace. ";
    private static final String EVERYTHING =
            "Power BI, or something on the way to it, refuses every request to add rows, one without"
                    + " rows too. Look at the way to it (a proxy, a firewall), at the dataset and at"
                    + " the role.";
    private static final String WHERE =
            " Check POWERBI_WORKSPACE_ID and POWERBI_DATASET_ID; what a service principal has no"
                    + " role for looks missing to it.";

    /** Soon, since a lock that is never had would otherwise be asked for ever less often. */
    private static final Duration FREE_AGAIN = Duration.ofSeconds(4);

    private static final Pattern SCHEMA =
            Pattern.compile(
                    "\\b(column|property|table)\\b.{0,120}?"
                            + "(does not exist|was not found|could not be found|is not defined)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern RETRY_IN = Pattern.compile("retry in (\\d{1,6}) seconds");

    private final InstantSource clock;

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    PushResult of(Reply reply) {
        return switch (reply) {
            case Reply.Unsent(String why) -> new PushResult.Unsent(why);
            case Reply.NoReply(String why) -> new PushResult.Doubt(why);
            case Reply.Answer answer when answer.isYes() ->
                    new PushResult.Taken(answer.header("requestid").orElse("none"));
            case Reply.Answer answer -> of(answer, Complaint.of(answer));
        };
    }

    /** One request is refused like every other: no row is to blame. */
    static PushResult everything(PushResult.NotTaken refusal) {
        return refusal instanceof PushResult.Denied
                ? refusal
                : new PushResult.Denied(refusal.words(), EVERYTHING);
    }

    static PushResult of(TokenFault fault) {
        String words = String.valueOf(fault.getMessage());
        return switch (fault.reason()) {
            case REFUSED -> new PushResult.Denied("No token", words);
            case UNREACHABLE -> new PushResult.Unsent(words);
        };
    }

    private PushResult of(Reply.Answer answer, Complaint complaint) {
        String words = complaint.words();
        return switch (complaint.status()) {
            case 408, 409, 425 -> new PushResult.Doubt(words);
            case 412 -> new PushResult.SequenceBehind(words);
            case 413 -> new PushResult.TooLarge(words);
            default ->
                    complaint.status() / 100 == 4
                            ? refusal(answer, complaint)
                            : new PushResult.Doubt(words);
        };
    }

    private PushResult refusal(Reply.Answer answer, Complaint complaint) {
        String words = complaint.words();
        if (complaint.hasCode("FeatureDeprecatedError")) {
            return new PushResult.Denied(words, WAY_OUT);
        }
        if (complaint.status() == 429 || isBusy(complaint)) {
            return new PushResult.Throttled(retryAfter(answer, complaint), words);
        }
        return switch (complaint.status()) {
            case 401, 403 -> new PushResult.Denied(words, remedy(answer, complaint));
            case 404 -> new PushResult.Missing(words + WHERE);
            default ->
                    SCHEMA.matcher(complaint.text()).find()
                            ? new PushResult.SchemaFault(words)
                            : new PushResult.Refused(words, complaint.requestId());
        };
    }

    /** Neither the rows nor the credential are to blame for these, whatever the status says. */
    private static boolean isBusy(Complaint complaint) {
        return isLocked(complaint)
                || complaint.speaksOf("retry later")
                || complaint.speaksOf("rows per hour limit")
                || complaint.speaksOf("amount of requests allowed");
    }

    private static boolean isLocked(Complaint complaint) {
        return complaint.speaksOf("acquirelocktimeoutexception");
    }

    private static String remedy(Reply.Answer answer, Complaint complaint) {
        return isStaleToken(answer, complaint) ? TOKEN + ROLE : ROLE;
    }

    /**
     * Whether another token may help. Power BI turns the convention round: 403 is about the token,
     * and 401 about what the token may see; an empty answer says nothing, so it is worth a try.
     */
    static boolean isStaleToken(Reply.Answer answer, Complaint complaint) {
        if (answer.status() != 401 && answer.status() != 403) {
            return false;
        }
        return complaint.hasCode("TokenExpired", "InvalidToken")
                || complaint.isSilent()
                || answer.header("www-authenticate")
                        .filter(it -> it.contains("claims"))
                        .isPresent();
    }

    private Optional<Duration> retryAfter(Reply.Answer answer, Complaint complaint) {
        Optional<String> header = answer.header("retry-after");
        if (header.isPresent()) {
            return header.flatMap(this::delay).map(Answers::bounded);
        }
        if (isLocked(complaint)) {
            return Optional.of(FREE_AGAIN);
        }
        Matcher told = RETRY_IN.matcher(complaint.text().toLowerCase(Locale.ROOT));
        return told.find() ? delay(told.group(1)).map(Answers::bounded) : Optional.empty();
    }

    /** Nobody would accept a day without rows because of one header. */
    private static Duration bounded(Duration asked) {
        return asked.compareTo(Quota.LONGEST_WAIT) > 0 ? Quota.LONGEST_WAIT : asked;
    }

    private Optional<Duration> delay(String text) {
        if (text.strip().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration delay = Duration.between(clock.instant(), then);
            return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
