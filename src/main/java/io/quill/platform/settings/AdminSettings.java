package io.quill.platform.settings;

import io.quill.platform.settings.SettingFormat.Unfit;
import io.quill.platform.settings.Settings.Mode;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Settings of the admin API and the console: keys and addresses that are let in. */
public record AdminSettings(
        Optional<Secret> apiKey,
        Optional<Secret> hmacSecret,
        List<Cidr> allowed,
        Optional<URI> url) {
    private static final Pattern SIGNING =
            Pattern.compile("(whsec_)?[A-Za-z0-9+/]{22,}={0,2}|whpk_[A-Za-z0-9+/]{43}=?");

    static AdminSettings read(SettingsReader settingsReader, Mode mode) {
        if (mode == Mode.RUN
                && !settingsReader.isSet("admin.api-key")
                && !settingsReader.isSet("admin.hmac-secret")) {
            settingsReader.warn("admin.api-key", "is not set: /admin and /console let nobody in");
        }
        return new AdminSettings(
                settingsReader.secret(
                        "admin.api-key",
                        new SettingFormat<>("ops=sha256:<64 hex digits>", AdminSettings::keys)),
                settingsReader.secret(
                        "admin.hmac-secret",
                        new SettingFormat<>("whsec_<base64>", AdminSettings::signingSecrets)),
                settingsReader
                        .optional("admin.ip-allowlist", SettingFormats.cidrs())
                        .orElse(List.of()),
                settingsReader.optional("quill.url", UrlFormats.endpoint()));
    }

    /** The keys as they are now; what a rotation has brought and cannot be used is left out. */
    public List<AdminKey> keys() {
        return apiKey.map(Secret::values).orElse(List.of()).stream()
                .map(AdminSettings::usable)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns one of the keys in plain text, where one is known not only by its digest. */
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

    /** Parses signing secrets as Standard Webhooks write them; others could not sign anything. */
    private static List<String> signingSecrets(String text) throws Unfit {
        List<String> secrets = SettingFormats.tokens().parser().parse(text);
        for (String secret : secrets) {
            if (!SIGNING.matcher(secret).matches()) {
                throw new Unfit("is no whsec_ and base64 of 16 bytes or more");
            }
        }
        return secrets;
    }

    private static List<AdminKey> keys(String text) throws Unfit {
        List<AdminKey> keys = new ArrayList<>();
        for (String key : SettingFormats.tokens().parser().parse(text)) {
            keys.add(AdminKey.parse(key));
        }
        return keys;
    }
}
