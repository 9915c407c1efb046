package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;
import io.quill.platform.http.RetryAfter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Maps a response to what it means for the rows. 200 without an error is taken, 4xx is not taken
 * but for a few that a busy or broken way gives as well, and everything else leaves doubt.
 */
final class PushResultMapper {
    static final String ROLE =
            "Give the service principal the role Contributor in the workspace, and let the tenant"
                    + " setting 'Service principals can call Fabric public APIs' include its group; both"
                    + " take a few minutes.";
    static final String RETIRED =
            "Power BI has switched this off: push datasets are retired in favour of Fabric"
                    + " Real-Time Intelligence. Name a push dataset that exists with POWERBI_DATASET_ID"
                    + " if there is one; otherwise another sink is needed (a Fabric eventstream or"
                    + " eventhouse). Creation was switched off by mistake before, so ask Microsoft's"
                    + " support too.";
    private static final String TOKEN =
            "Even a fresh token was refused: check that POWERBI_TENANT_ID and POWERBI_CLIENT_ID"
                    + " belong to the tenant of the workspace. ";
    private static final String ALL_REFUSED =
            "Power BI, or something on the way to it, refuses every request to add rows, one without"
                    + " rows too. Look at the way to it (a proxy, a firewall), at the dataset and at"
                    + " the role.";
    private static final String WHERE =
            " Check POWERBI_WORKSPACE_ID and POWERBI_DATASET_ID; what a service principal has no"
                    + " role for looks missing to it.";

    /** Retry after a lock: short, since growing pauses would miss the moments when it is free. */
    private static final Duration LOCK_RETRY = Duration.ofSeconds(4);

    private static final Pattern SCHEMA =
            Pattern.compile(
                    "\\b(column|property|table)\\b.{0,120}?"
                            + "(does not exist|was not found|could not be found|is not defined)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern RETRY_IN = Pattern.compile("retry in (\\d{1,6}) seconds");

    private final InstantSource clock;

    PushResultMapper(InstantSource clock) {
        this.clock = clock;
    }

    PushResult map(SendResult sendResult) {
        return switch (sendResult) {
            case SendResult.Unsent(String why) -> new PushResult.Unsent(why);
            case SendResult.NoReply(String why) -> new PushResult.Doubt(why);
            case SendResult.Answer answer when answer.isYes() ->
                    new PushResult.Taken(answer.header("requestid").orElse("none"));
            case SendResult.Answer answer -> map(answer, PowerBiError.of(answer));
        };
    }

    /** Maps a refusal of every request, for which no row is to blame. */
    static PushResult deniedForAll(PushResult.NotTaken refusal) {
        return refusal instanceof PushResult.Denied
                ? refusal
                : new PushResult.Denied(refusal.words(), ALL_REFUSED);
    }

    static PushResult map(TokenException fault) {
        String words = String.valueOf(fault.getMessage());
        return switch (fault.reason()) {
            case REFUSED -> new PushResult.Denied("No token", words);
            case UNREACHABLE -> new PushResult.Unsent(words);
        };
    }

    private PushResult map(SendResult.Answer answer, PowerBiError powerBiError) {
        String words = powerBiError.words();
        return switch (powerBiError.status()) {
            case 408, 409, 425 -> new PushResult.Doubt(words);
            case 412 -> new PushResult.SequenceBehind(words);
            case 413 -> new PushResult.TooLarge(words);
            default ->
                    powerBiError.status() / 100 == 4
                            ? refusal(answer, powerBiError)
                            : new PushResult.Doubt(words);
        };
    }

    private PushResult refusal(SendResult.Answer answer, PowerBiError powerBiError) {
        String words = powerBiError.words();
        if (powerBiError.hasCode("FeatureDeprecatedError")) {
            return new PushResult.Denied(words, RETIRED);
        }
        if (powerBiError.status() == 429 || isBusy(powerBiError)) {
            return new PushResult.Throttled(retryAfter(answer, powerBiError), words);
        }
        return switch (powerBiError.status()) {
            case 401, 403 -> new PushResult.Denied(words, remedy(answer, powerBiError));
            case 404 -> new PushResult.Missing(words + WHERE);
            default ->
                    SCHEMA.matcher(powerBiError.text()).find()
                            ? new PushResult.SchemaFault(words)
                            : new PushResult.Refused(words, powerBiError.requestId());
        };
    }

    /**
     * Returns whether the service is only busy: neither rows nor credential are to blame, whatever
     * the status.
     */
    private static boolean isBusy(PowerBiError powerBiError) {
        return isLocked(powerBiError)
                || powerBiError.mentions("retry later")
                || powerBiError.mentions("rows per hour limit")
                || powerBiError.mentions("amount of requests allowed");
    }

    private static boolean isLocked(PowerBiError powerBiError) {
        return powerBiError.mentions("acquirelocktimeoutexception");
    }

    private static String remedy(SendResult.Answer answer, PowerBiError powerBiError) {
        return isStaleToken(answer, powerBiError) ? TOKEN + ROLE : ROLE;
    }

    /**
     * Returns whether another token may help. Power BI turns the convention round: 403 is about the
     * token, 401 about what it may see; an empty answer is worth a try.
     */
    static boolean isStaleToken(SendResult.Answer answer, PowerBiError powerBiError) {
        if (answer.status() != 401 && answer.status() != 403) {
            return false;
        }
        return powerBiError.hasCode("TokenExpired", "InvalidToken")
                || powerBiError.isEmpty()
                || answer.header("www-authenticate")
                        .filter(it -> it.contains("claims"))
                        .isPresent();
    }

    private Optional<Duration> retryAfter(SendResult.Answer answer, PowerBiError powerBiError) {
        Optional<String> header = answer.header("retry-after");
        if (header.isPresent()) {
            return header.flatMap(this::delay);
        }
        if (isLocked(powerBiError)) {
            return Optional.of(LOCK_RETRY);
        }
        Matcher told = RETRY_IN.matcher(powerBiError.text().toLowerCase(Locale.ROOT));
        return told.find() ? delay(told.group(1)) : Optional.empty();
    }

    private Optional<Duration> delay(String text) {
        return RetryAfter.parse(text, clock.instant()).map(RetryAfter::bounded);
    }
}
