package io.quill.sandbox.entra;

/** An application that is registered in a tenant, with the secret that it proves itself by. */
public record RegisteredApp(String tenant, String clientId, String secret) {
    @Override
    public String toString() {
        return "App[" + tenant + ", " + clientId + ", secret]";
    }
}
