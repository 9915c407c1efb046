package io.quill.settings;

import io.quill.settings.Form.Unfit;
import io.quill.settings.Settings.Mode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may operate Quill over HTTP. */
public record Admin(Optional<Secret> apiKey, Optional<Secret> hmacSecret, List<Cidr> allowed) {
    static Admin read(Values values, Mode mode) {
        if (mode == Mode.RUN
                && !values.isSet("admin.api-key")
                && !values.isSet("admin.hmac-secret")) {
            values.warn("admin.api-key", "is not set: /admin and /console let nobody in");
        }
        return new Admin(
                values.secret(
                        "admin.api-key", new Form<>("ops=sha256:<64 hex digits>", Admin::keys)),
                values.secret("admin.hmac-secret", Forms.tokens().like("whsec_<base64>")),
                values.optional("admin.ip-allowlist", Forms.cidrs()).orElse(List.of()));
    }

    /** The keys as they are now; what a rotation has brought and cannot be used is left out. */
    public List<AdminKey> keys() {
        return apiKey.map(Secret::values).orElse(List.of()).stream()
                .map(Admin::usable)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<AdminKey> usable(String text) {
        try {
            return Optional.of(AdminKey.parse(text));
        } catch (Unfit _) {
            return Optional.empty();
        }
    }

    private static List<AdminKey> keys(String text) throws Unfit {
        List<AdminKey> keys = new ArrayList<>();
        for (String key : Forms.tokens().parser().parse(text)) {
            keys.add(AdminKey.parse(key));
        }
        return keys;
    }
}
