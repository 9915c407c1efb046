package io.quill.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds settings that look like Quill's and are unknown, such as misspelt ones. */
final class UnknownSettings {
    private static final Pattern OURS =
            Pattern.compile("(POWERBI|ALOWARE|HUBSPOT|NEXUDUS|DYNAMO|QUILL)_.*");

    /**
     * Variables of the launcher, and those that Kubernetes and Docker set for a service named
     * quill.
     */
    private static final Pattern OTHERS =
            Pattern.compile("QUILL_JAVA_OPTS|QUILL_(SERVICE|PORT)_.*|CAMEL_.*");

    private static final int MOST_EDITS = 2;

    private final Set<String> keys;
    private final Set<String> mentioned;
    private final Set<String> variables;

    private UnknownSettings(List<String> keys, Set<String> mentioned) {
        this.keys = new TreeSet<>(keys);
        this.mentioned = mentioned;
        this.variables =
                keys.stream().map(VariableNames::of).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Looks at all places.
     *
     * @param mentioned variables that a file of settings names
     */
    static List<SettingWarning> find(SettingSources settingSources, Set<String> mentioned) {
        UnknownSettings unknownSettings = new UnknownSettings(settingSources.keys(), mentioned);
        List<SettingWarning> warnings = new ArrayList<>();
        for (SettingSource settingSource : settingSources.layers()) {
            warnings.addAll(unknownSettings.find(settingSource).toList());
        }
        return warnings;
    }

    private Stream<SettingWarning> find(SettingSource settingSource) {
        return switch (settingSource) {
            case SettingSource.Variables(String name, var values) ->
                    values.keySet().stream()
                            .sorted()
                            .filter(variable -> !isKnown(variable))
                            .filter(variable -> name.equals(".env") || looksLikeOurs(variable))
                            .map(variable -> warning(name, variable, variables));
            case SettingSource.Keys(String name, var values) ->
                    values.keySet().stream()
                            .filter(key -> !key.startsWith("camel.") && !keys.contains(key))
                            .map(key -> warning(name, key, keys));
        };
    }

    private boolean isKnown(String variable) {
        return variables.contains(variable)
                || variables.contains(withoutFile(variable))
                || mentioned.contains(withoutFile(variable))
                || OTHERS.matcher(variable).matches();
    }

    private static String withoutFile(String variable) {
        return variable.endsWith(VariableNames.FILE)
                ? variable.substring(0, variable.length() - VariableNames.FILE.length())
                : variable;
    }

    /** Returns whether a variable has a prefix of Quill's, or nearly a name of Quill's. */
    private boolean looksLikeOurs(String variable) {
        return OURS.matcher(variable).matches()
                || variables.stream()
                        .filter(known -> known.contains("_"))
                        .anyMatch(known -> VariableNames.distance(variable, known) <= MOST_EDITS);
    }

    private static SettingWarning warning(String layer, String name, Set<String> known) {
        String nearest = VariableNames.nearest(name, known).orElseThrow();
        return new SettingWarning(name, "in " + layer + " is unknown; is " + nearest + " meant?");
    }
}
