package io.quill.platform.settings;

import io.quill.platform.settings.Form.Unfit;
import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may operate Quill over HTTP. */
public record Admin(
        Optional<Secret> apiKey,
        Optional<Secret> hmacSecret,
        List<Cidr> allowed,
        Optional<URI> url) {
    private static final Pattern SIGNING =
            Pattern.compile("(whsec_)?[A-Za-z0-9+/]{22,}={0,2}|whpk_[A-Za-z0-9+/]{43}=?");

    static Admin read(Values values, Mode mode) {
        if (mode == Mode.RUN
                && !values.isSet("admin.api-key")
                && !values.isSet("admin.hmac-secret")) {
            values.warn("admin.api-key", "is not set: /admin and /console let nobody in");
        }
        return new Admin(
                values.secret(
                        "admin.api-key", new Form<>("ops=sha256:<64 hex digits>", Admin::keys)),
                values.secret(
                        "admin.hmac-secret", new Form<>("whsec_<base64>", Admin::signingSecrets)),
                values.optional("admin.ip-allowlist", Forms.cidrs()).orElse(List.of()),
                values.optional("quill.url", Urls.endpoint()));
    }

    /** The keys as they are now; what a rotation has brought and cannot be used is left out. */
    public List<AdminKey> keys() {
        return apiKey.map(Secret::values).orElse(List.of()).stream()
                .map(Admin::usable)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * One of the keys as somebody who has it shows it, where one is not only known by its digest.
     */
    public Optional<String> plainKey() {
        return apiKey.map(Secret::values).orElse(List.of()).stream()
                .map(AdminKey::plain)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<AdminKey> usable(String text) {
        try {
            return Optional.of(AdminKey.parse(text));
        } catch (Unfit _) {
            return Optional.empty();
        }
    }

    /** As Standard Webhooks have them; what cannot sign anything would refuse everything. */
    private static List<String> signingSecrets(String text) throws Unfit {
        List<String> secrets = Forms.tokens().parser().parse(text);
        for (String secret : secrets) {
            if (!SIGNING.matcher(secret).matches()) {
                throw new Unfit("is no whsec_ and base64 of 16 bytes or more");
            }
        }
        return secrets;
    }

    private static List<AdminKey> keys(String text) throws Unfit {
        List<AdminKey> keys = new ArrayList<>();
        for (String key : Forms.tokens().parser().parse(text)) {
            keys.add(AdminKey.parse(key));
        }
        return keys;
    }
}
