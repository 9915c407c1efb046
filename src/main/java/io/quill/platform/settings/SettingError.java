package io.quill.platform.settings;

/** Setting that cannot be used. Its value is never repeated, since it may be a secret. */
public record SettingError(String variable, String what, String example) {
    @Override
    public String toString() {
        return variable
                + " "
                + what
                + (example.isEmpty() ? "" : ", for example " + variable + "=" + example);
    }
}
