package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quill.app.RunningQuill;
import io.quill.app.SampleDeliveries;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries with a good credential, mutated; a few without one. */
final class WebhookCases implements CaseGenerator {
    /** In bodies only: the log must never have it. */
    static final String PRIVATE = "+1202555987654";

    private static final int IDS = 200;

    @Override
    public FuzzCase next(Random random) {
        TextMutator texts = new TextMutator(random);
        byte[] body = new JsonMutator(random).mutated(template(random, texts));
        return random.nextBoolean()
                ? FuzzCase.whole("webhook aloware", aloware(random, texts, body))
                : FuzzCase.whole("webhook hubspot", hubSpot(random, texts, body));
    }

    private static String template(Random random, TextMutator texts) {
        long id = 1L + random.nextInt(IDS);
        String call =
                SampleDeliveries.call(
                                id,
                                texts.one(List.of("4711", "4712", "-1", "0")),
                                LocalDate.of(2026, 11, 1).plusDays(random.nextInt(28)))
                        .replace("+15550101", PRIVATE);
        return switch (random.nextInt(6)) {
            case 0 -> "{\"test_payload\":true}";
            case 1 ->
                    SampleDeliveries.batch(
                            List.of(SampleDeliveries.ticket(id), SampleDeliveries.ownerChange(id)));
            case 2 -> SampleDeliveries.batch(List.of(call, call));
            case 3 -> SampleDeliveries.batch(List.of(SampleDeliveries.ticket(id)));
            default -> call;
        };
    }

    private static byte[] aloware(Random random, TextMutator texts, byte[] body) {
        String token = texts.once(50) ? "wrong-" + PRIVATE : RunningQuill.TOKEN;
        String basic = Base64.getEncoder().encodeToString(("x:" + token).getBytes(UTF_8));
        return new RequestBuilder("POST", "/webhook/aloware" + query(random))
                .header("Authorization", texts.once(3) ? "Basic " + basic : "Bearer " + token)
                .odd(random)
                .body(body)
                .bytes();
    }

    private static byte[] hubSpot(Random random, TextMutator texts, byte[] body) {
        String path = "/webhook/hubspot";
        String now = texts.once(50) ? texts.number() : Long.toString(System.currentTimeMillis());
        return new RequestBuilder("POST", path)
                .header("X-HubSpot-Request-Timestamp", now)
                .header("X-HubSpot-Signature-v3", signature(path, body, now))
                .odd(random)
                .body(body)
                .bytes();
    }

    private static String query(Random random) {
        return random.nextInt(20) == 0 ? "?a=%zz&b=" + random.nextInt() : "";
    }

    private static String signature(String path, byte[] body, String now) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(("POST" + RunningQuill.PUBLIC_URL + path).getBytes(UTF_8));
        signed.writeBytes(body);
        signed.writeBytes(now.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RunningQuill.SECRET.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
