package io.quill.records.pull.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.records.connector.Patience;
import io.quill.records.connector.Template;
import io.quill.records.tenant.Account;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** An account's line to its service. */
public final class Line {
    private static final int TOO_MANY = 429;

    private final Account account;
    private final Transport transport;
    private final Signer signer;
    private final Allowance allowance;
    private final InstantSource clock;
    private final Pause pause;
    private final DoubleSupplier chance;
    private final Patience patience;

    /**
     * An account's line.
     *
     * @param chance from 0 to 1, so that those who were turned away together do not come back
     *     together
     */
    public Line(
            Account account,
            Transport transport,
            Signer signer,
            Allowance allowance,
            InstantSource clock,
            Pause pause,
            DoubleSupplier chance) {
        this.account = account;
        this.transport = transport;
        this.signer = signer;
        this.allowance = allowance;
        this.clock = clock;
        this.pause = pause;
        this.chance = chance;
        this.patience = account.connector().patience();
    }

    public Account account() {
        return account;
    }

    /** Asks until there is an answer, or a reason why there will be none. */
    public <T> Heard<T> ask(Question question, Meter meter, Ear<T> ear) {
        boolean renewed = false;
        for (int tries = 1; ; tries++) {
            Signature signature = signer.sign();
            switch (once(question, signature, meter, ear)) {
                case Attempt.Done<T>(Heard<T> heard) -> {
                    return heard;
                }
                case Attempt.Never<T>(String words) -> throw failed(question, words);
                case Attempt.Unsigned<T>(String words) -> {
                    if (renewed || !signer.renew(signature)) {
                        throw failed(question, words);
                    }
                    renewed = true;
                }
                case Attempt.Later<T>(var asked, String words) -> {
                    if (tries >= patience.tries()) {
                        throw failed(question, words + " (tried " + tries + " times)");
                    }
                    rest(question, asked.orElse(backoff(tries)), words);
                }
            }
            meter.retries.increment();
        }
    }

    private <T> Attempt<T> once(Question question, Signature signature, Meter meter, Ear<T> ear) {
        try {
            allowance.enter();
            try {
                meter.requests.increment();
                return transport.send(
                        signed(question.uri(), signature),
                        headers(signature),
                        patience.answer(),
                        meter,
                        (status, headers, body) ->
                                took(question, meter, ear, status, headers, body));
            } finally {
                allowance.leave();
            }
        } catch (IOException e) {
            return new Attempt.Later<>(
                    Optional.empty(), "gave no whole answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException _) {
            throw PullException.interrupted();
        }
    }

    private <T> Attempt<T> took(
            Question question,
            Meter meter,
            Ear<T> ear,
            int status,
            HttpHeaders headers,
            InputStream body)
            throws IOException {
        if (status >= 200 && status < 300) {
            return new Attempt.Done<>(new Heard.Answer<>(ear.hear(headers, body)));
        }
        Refusal refusal = Refusal.of(status, headers, body);
        if (status == TOO_MANY) {
            meter.throttled.increment();
        }
        return switch (question.action(status, refusal.body())) {
            case RETRY -> new Attempt.Later<>(wait(refusal), refusal.words());
            case REFRESH -> new Attempt.Unsigned<>(refusal.words());
            case HALVE -> new Attempt.Done<>(new Heard.TooDeep<>(refusal.words()));
            case SKIP -> new Attempt.Done<>(new Heard.Missing<>(status));
            case RESTART -> new Attempt.Done<>(new Heard.Expired<>(refusal.words()));
            case FAIL -> new Attempt.Never<>(refusal.words());
        };
    }

    private Optional<Duration> wait(Refusal refusal) {
        Optional<Duration> told = refusal.retryAfter(clock.instant());
        return refusal.status() == TOO_MANY
                ? Optional.of(told.orElse(patience.retryAfter()))
                : told;
    }

    /** Whoever else asks for this account has to wait as well. */
    private void rest(Question question, Duration wait, String words) {
        if (wait.compareTo(patience.longest()) > 0) {
            throw failed(
                    question,
                    words + " (and wants to be left alone for " + wait.toSeconds() + " s)");
        }
        allowance.close(wait);
        try {
            pause.pause(wait);
        } catch (InterruptedException _) {
            throw PullException.interrupted();
        }
    }

    /** Twice as long each time, and up to a quarter more by chance. */
    private Duration backoff(int tries) {
        long doubled = patience.first().toMillis() << Math.min(tries - 1, 20);
        long millis = Math.min(doubled, patience.most().toMillis());
        return Duration.ofMillis(millis + (long) (millis / 4.0 * chance.getAsDouble()));
    }

    private Map<String, String> headers(Signature signature) {
        Map<String, String> values = account.values();
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        account.connector()
                .headers()
                .forEach((String name, Template value) -> headers.put(name, value.filled(values)));
        headers.putAll(signature.headers());
        return headers;
    }

    private static URI signed(URI uri, Signature signature) {
        if (signature.query().isEmpty()) {
            return uri;
        }
        String more =
                signature.query().entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        String sign = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + sign + more);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private PullException failed(Question question, String words) {
        return new PullException(account.hidden(question + " " + words));
    }
}
