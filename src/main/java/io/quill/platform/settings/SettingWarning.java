package io.quill.platform.settings;

/** Setting that can be used, but does less than it seems to. */
public record SettingWarning(String variable, String what) {
    @Override
    public String toString() {
        return variable + " " + what;
    }
}
