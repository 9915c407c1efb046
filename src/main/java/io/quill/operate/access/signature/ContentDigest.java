package io.quill.operate.access.signature;

import io.quill.operate.access.signature.StructuredField.Value;
import io.quill.platform.file.Sha256;

import java.security.MessageDigest;
import java.util.List;

/** Content-Digest headers after RFC 9530, of which sha-256 is checked. */
public final class ContentDigest {
    private ContentDigest() {}

    /** The value of a {@code Content-Digest} header. */
    public static String of(byte[] body) {
        return "sha-256=" + Value.Bytes.of(Sha256.of(body));
    }

    /**
     * Returns whether a header gives the sha-256 of this body.
     *
     * @param lines of the header
     */
    public static boolean fits(List<String> lines, byte[] body) {
        return StructuredFieldParser.dictionary(lines)
                .map(members -> members.get("sha-256"))
                .filter(
                        structuredField ->
                                structuredField.value() instanceof Value.Bytes said
                                        && MessageDigest.isEqual(said.array(), Sha256.of(body)))
                .isPresent();
    }
}
