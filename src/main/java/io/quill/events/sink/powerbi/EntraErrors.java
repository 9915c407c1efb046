package io.quill.events.sink.powerbi;

import com.microsoft.aad.msal4j.MsalServiceException;

import io.quill.platform.http.CertificateFaults;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maps exceptions of MSAL to token exceptions that say what to do. */
final class EntraErrors {
    private static final Pattern CODE = Pattern.compile("AADSTS(\\d+)");

    private static final Map<String, String> REMEDIES =
            Map.ofEntries(
                    Map.entry(
                            "7000215",
                            "POWERBI_CLIENT_SECRET is wrong; it is the secret's value, not its id"),
                    Map.entry(
                            "7000222",
                            "POWERBI_CLIENT_SECRET has expired: make a new one for the app"),
                    Map.entry("7000216", "no credential was sent: set POWERBI_CLIENT_SECRET"),
                    Map.entry(
                            "700016",
                            "POWERBI_CLIENT_ID is unknown in the tenant POWERBI_TENANT_ID"),
                    Map.entry(
                            "700027",
                            "the certificate is not registered with the app, or has expired"),
                    Map.entry("7000112", "the app is disabled: enable it in Entra"),
                    Map.entry("90002", "POWERBI_TENANT_ID names no tenant"),
                    Map.entry(
                            "900023", "POWERBI_TENANT_ID is neither a tenant's id nor its domain"),
                    Map.entry("53003", "a conditional access policy blocks the app: exclude it"),
                    Map.entry("500011", "the tenant does not know Power BI: sign in to it once"));

    private EntraErrors() {}

    /**
     * @param host that was asked
     */
    static TokenException of(Throwable cause, String host) {
        Optional<String> certificate = CertificateFaults.describe(cause, host, "POWERBI_AUTHORITY");
        if (certificate.isPresent()) {
            return new TokenException(
                    TokenException.Reason.UNREACHABLE,
                    "Entra was not asked for a token. " + certificate.get(),
                    cause);
        }
        String said = String.valueOf(cause.getMessage());
        Matcher code = CODE.matcher(said);
        if (isOverloaded(cause)) {
            return unreachable(said, cause);
        }
        if (code.find()) {
            String remedy = REMEDIES.getOrDefault(code.group(1), "Entra refuses the credential");
            return refused(remedy, said, cause);
        }
        if (cause instanceof MsalServiceException service && isRefusal(service)) {
            return refused("Entra refuses the credential", said, cause);
        }
        return unreachable(said, cause);
    }

    private static TokenException unreachable(String said, Throwable cause) {
        return new TokenException(
                TokenException.Reason.UNREACHABLE,
                "Entra gave no token; if this stays, check POWERBI_AUTHORITY and the way to it: "
                        + said,
                cause);
    }

    static TokenException unreadable(String what, Throwable cause) {
        return refused(what, String.valueOf(cause.getMessage()), cause);
    }

    private static TokenException refused(String remedy, String said, Throwable cause) {
        String words = remedy + " (" + said.lines().findFirst().orElse("") + ")";
        return new TokenException(TokenException.Reason.REFUSED, words, cause);
    }

    private static boolean isRefusal(MsalServiceException service) {
        Integer status = service.statusCode();
        return status != null && status >= 400 && status < 500;
    }

    /** Returns whether Entra is overloaded; its error code is not about the credential then. */
    private static boolean isOverloaded(Throwable cause) {
        return cause instanceof MsalServiceException service
                && service.statusCode() != null
                && (service.statusCode() == 429 || service.statusCode() >= 500);
    }
}
