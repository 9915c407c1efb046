package io.quill.events.sink.powerbi;

import io.quill.events.sink.PushResult;
import io.quill.events.sink.Standing;
import io.quill.platform.check.Check;
import io.quill.platform.check.Finding;
import io.quill.platform.check.Finding.Failed;
import io.quill.platform.check.Finding.Fine;
import io.quill.platform.check.Finding.Warned;

import java.util.List;

/** What an operator is told about Power BI, from the credential down to the columns. */
public final class PowerBiChecks {
    private static final String AGAIN =
            "see whether Power BI can be reached from here, and try again";

    private PowerBiChecks() {}

    public static List<Check> of(PowerBi powerBi) {
        return List.of(
                Check.of("Power BI token", () -> token(powerBi)),
                Check.of("Power BI workspace", () -> workspace(powerBi.workspace())),
                Check.of("Power BI dataset", () -> dataset(powerBi)));
    }

    private static Finding token(PowerBi powerBi) {
        try {
            powerBi.signIn();
            return new Fine("Entra gives one");
        } catch (TokenFault fault) {
            return new Failed("there is none", String.valueOf(fault.getMessage()));
        }
    }

    private static Finding workspace(PushResult listed) {
        return switch (listed) {
            case PushResult.Taken _ -> new Fine("lets its datasets be listed");
            case PushResult.Denied(String words, String remedy) -> new Failed(words, remedy);
            case PushResult.Missing(String words) ->
                    new Failed(words, "check POWERBI_WORKSPACE_ID");
            case PushResult.NotTaken refusal -> new Failed(refusal.words(), AGAIN);
            case PushResult.Doubt(String why) -> new Failed(why, AGAIN);
        };
    }

    private static Finding dataset(PowerBi powerBi) {
        return powerBi.look()
                .map(PowerBiChecks::dataset)
                .orElseGet(
                        () ->
                                new Warned(
                                        "there is none yet",
                                        "it is made at the first push, or now by: quill"
                                                + " provision"));
    }

    private static Finding dataset(Standing standing) {
        return switch (standing) {
            case Standing.Ready(String id, _, List<String> remarks, _) when remarks.isEmpty() ->
                    new Fine(id + " has the tables and columns that it needs");
            case Standing.Ready(String id, _, List<String> remarks, _) ->
                    new Warned(
                            id + " can be pushed to; " + String.join("; ", remarks),
                            "nothing needs to be done");
            case Standing.Away(String words) -> new Failed(words, AGAIN);
            case Standing.Faulty(String words) ->
                    new Failed(words, "mend it, or name another one with POWERBI_DATASET_ID");
        };
    }
}
