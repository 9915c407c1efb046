package io.quill.platform.settings;

import io.quill.platform.file.Sha256;
import io.quill.platform.settings.SettingFormat.Unfit;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Key of an admin, kept as a digest; the name is for the audit. */
public record AdminKey(String name, byte[] sha256) {
    static final int SHORTEST = 20;

    private static final String UNNAMED = "admin";
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9_.@-]*)=(.*[^=].*)");
    private static final String DIGEST = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** A key that only ends in "=", as base64 does, has no name. */
    static AdminKey parse(String text) throws Unfit {
        Matcher named = NAMED.matcher(text);
        return named.matches() ? parse(named.group(1), named.group(2)) : parse(UNNAMED, text);
    }

    private static AdminKey parse(String name, String key) throws Unfit {
        if (!key.startsWith(DIGEST)) {
            if (key.length() < SHORTEST) {
                throw new Unfit("has a key shorter than " + SHORTEST + " characters");
            }
            return new AdminKey(name, Sha256.of(key));
        }
        String hex = key.substring(DIGEST.length()).toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new Unfit("has a sha256: that is not followed by 64 hex digits");
        }
        return new AdminKey(name, HexFormat.of().parseHex(hex));
    }

    /** Returns the key in plain text, unless only its digest is known. */
    static Optional<String> plain(String text) {
        Matcher named = NAMED.matcher(text);
        String key = named.matches() ? named.group(2) : text;
        return key.startsWith(DIGEST) ? Optional.empty() : Optional.of(key);
    }

    /** Compares a key in constant time. */
    public boolean matches(String key) {
        return MessageDigest.isEqual(sha256, Sha256.of(key));
    }

    @Override
    public String toString() {
        return "AdminKey[" + name + "]";
    }
}
