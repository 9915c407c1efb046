package io.quill.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A request whose framing is right, whatever it says. */
final class RequestBuilder {
    private static final List<String> ODD_HEADERS =
            List.of(
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Type: multipart/form-data; boundary=x",
                    "Content-Type: application/json; charset=klingon",
                    "Content-Type: ;;;=",
                    "Content-Encoding: gzip",
                    "Content-Encoding: br, identity",
                    "Accept: */*;q=foo",
                    "Accept: application/xml",
                    "Accept-Encoding: gzip;q=0, *",
                    "Accept-Language: " + "a,".repeat(500),
                    "Expect: 200-ok",
                    "Range: bytes=0-1",
                    "If-None-Match: *",
                    "X-Forwarded-For: 256.256.256.256, ::1, unknown",
                    "X-Forwarded-Proto: javascript",
                    "Forwarded: for=\"[::1\"",
                    "X-HTTP-Method-Override: DELETE",
                    "traceparent: 00-00000000000000000000000000000000-0000000000000000-01",
                    "traceparent: " + "f".repeat(300),
                    "tracestate: =,=,=",
                    "Cookie: ;;=;quill;quill=\"",
                    "Origin: null",
                    "Referer: \\\\",
                    "Upgrade: h2c",
                    "X-Quill-Declared-Type: text/plain",
                    "CamelHttpUri: http://127.0.0.1:1/",
                    "CamelHttpMethod: GET",
                    "CamelFileName: x",
                    "breadcrumbId: x",
                    "webhook-id: 1",
                    "webhook-signature: v1,AAAA",
                    "Signature-Input: quill=();created=1",
                    "Idempotency-Key: " + "k".repeat(600),
                    "Idempotency-Key: same");

    private final String method;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private byte[] body = new byte[0];

    RequestBuilder(String method, String target) {
        this.method = method;
        this.target = target;
    }

    RequestBuilder header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    RequestBuilder odd(Random random) {
        for (int i = random.nextInt(4); i > 1; i--) {
            headers.add(ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size())));
        }
        return this;
    }

    RequestBuilder body(byte[] bytes) {
        body = bytes;
        return this;
    }

    byte[] bytes() {
        String head =
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: %d\r\n"
                        .formatted(method, target, body.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(ISO_8859_1));
        headers.forEach(each -> all.writeBytes((each + "\r\n").getBytes(ISO_8859_1)));
        all.writeBytes("\r\n".getBytes(ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
